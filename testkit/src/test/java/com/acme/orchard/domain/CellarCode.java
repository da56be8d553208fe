package com.acme.orchard.domain;

record CellarCode(String text) {}
