package dev.gatehouse.testkit.architecture.miniature.domain.port;

interface Bank {}
