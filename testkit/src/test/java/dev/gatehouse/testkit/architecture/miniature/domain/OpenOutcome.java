package dev.gatehouse.testkit.architecture.miniature.domain;

interface OpenOutcome {}
