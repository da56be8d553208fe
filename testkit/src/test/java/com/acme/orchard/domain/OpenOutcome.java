package com.acme.orchard.domain;

interface OpenOutcome {}
