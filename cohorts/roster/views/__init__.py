"""The pages of cohorts and the women in them."""
