package com.acme.orchard.domain.usecase;

interface Grafting {}
