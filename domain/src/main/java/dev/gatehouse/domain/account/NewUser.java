package dev.gatehouse.domain.account;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;

/**
 * What a registration brings.
 *
 * @param username the name wanted
 * @param password the password wanted
 * @param email where the user receives mail
 */
public record NewUser(Username username, NewPassword password, EmailAddress email) {}
