package dev.gatehouse.domain.account;

import dev.gatehouse.domain.EmailAddress;
import dev.gatehouse.domain.Username;

/**
 * A user who registers.
 *
 * @param username the chosen name
 * @param password the chosen password
 * @param email the user's e-mail address
 */
public record NewUser(Username username, NewPassword password, EmailAddress email) {}
