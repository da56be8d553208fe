package com.acme.orchard.domain.port;

interface Press {}
