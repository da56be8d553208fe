package dev.gatehouse.domain;

/**
 * What a registration brings.
 *
 * @param username the name wanted
 * @param password the password wanted
 * @param email where the user receives mail
 */
public record NewUser(Username username, NewPassword password, EmailAddress email) {}
