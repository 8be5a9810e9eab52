import ArgumentParser

@main
struct Chargeback: ParsableCommand {}
