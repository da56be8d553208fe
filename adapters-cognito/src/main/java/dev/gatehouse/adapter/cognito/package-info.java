/**
 * The identity provider that stores its users in an Amazon Cognito user pool.
 *
 * <p>{@code CognitoIdentityProvider} is composed of one class per port ({@code CognitoLogins},
 * {@code CognitoSessions} and so on). Each class calls Cognito's operations through the AWS SDK
 * clients in {@code ServiceClients}. For each operation, it defines with {@code CognitoErrors} what
 * the errors mean. Other modules use no type of the SDK.
 */
@NullMarked
package dev.gatehouse.adapter.cognito;

import org.jspecify.annotations.NullMarked;
