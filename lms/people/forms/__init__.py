"""Forms of people, cut by what they are for. The settings name those that stand in for allauth's."""
