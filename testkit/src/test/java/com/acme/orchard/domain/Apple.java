package com.acme.orchard.domain;

public record Apple(int number) {}
