"""What SmartKhata's own staff may see."""
