"""The register of lessons: findings, themes, repeats, counting, actions."""
