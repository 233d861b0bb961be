"""What a person does with people, roles, links and messages, one function each."""
