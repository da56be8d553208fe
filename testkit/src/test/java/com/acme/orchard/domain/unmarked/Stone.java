package com.acme.orchard.domain.unmarked;

record Stone() {}
