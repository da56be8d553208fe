package com.acme.orchard.domain;

import com.acme.orchard.domain.port.Basket;

record CircularApple(Basket basket) {}
