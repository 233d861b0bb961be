"""How dates are written where Django writes them the American way; all else is as Django has it."""
