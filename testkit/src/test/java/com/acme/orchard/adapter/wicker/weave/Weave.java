package com.acme.orchard.adapter.wicker.weave;

public record Weave() {}
