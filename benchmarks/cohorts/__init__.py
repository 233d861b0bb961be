"""How long the secretariat's table of all cohorts takes, with few cohorts and with many."""
