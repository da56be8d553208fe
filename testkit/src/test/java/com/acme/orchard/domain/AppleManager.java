package com.acme.orchard.domain;

record AppleManager() {}
