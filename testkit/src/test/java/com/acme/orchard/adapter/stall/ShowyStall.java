package com.acme.orchard.adapter.stall;

public record ShowyStall() {}
