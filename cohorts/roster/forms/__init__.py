"""What is typed about cohorts and women, and the sentences for what rules and actions refuse."""
