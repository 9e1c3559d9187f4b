"""What two companies arrange after an introduction: a meeting, from the proposed times to who came."""
