"""What every item must hold to before it is issued, made by rules or edited by a person."""
