"""The register inside a library: findings, what people changed about them, and the themes that they added."""
