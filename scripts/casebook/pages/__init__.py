"""Tables and texts -> pages. Computes no figure."""
