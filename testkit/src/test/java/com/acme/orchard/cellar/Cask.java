package com.acme.orchard.cellar;

final class Cask {}
