package com.acme.orchard.adapter.wicker;

abstract class BasketContract {}
