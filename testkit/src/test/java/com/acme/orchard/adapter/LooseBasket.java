package com.acme.orchard.adapter;

final class LooseBasket {}
