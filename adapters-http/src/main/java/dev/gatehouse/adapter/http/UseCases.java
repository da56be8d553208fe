package dev.gatehouse.adapter.http;

import dev.gatehouse.domain.usecase.Authorization;
import dev.gatehouse.domain.usecase.Login;
import dev.gatehouse.domain.usecase.Registration;

/** The conversations that the API lets clients hold. */
public record UseCases(Registration registration, Login login, Authorization authorization) {}
