// Not written yet.
int main() {}
