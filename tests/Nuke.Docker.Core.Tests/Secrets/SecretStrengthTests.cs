using Nuke.Docker.Secrets;

namespace Nuke.Docker.Core.Tests.Secrets;

public class SecretStrengthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("aaaaaaaa", 0)]
    [InlineData("abababab", 8)]
    [InlineData("abcdefgh", 24)]
    [InlineData("hunter2", 19.65)]
    [InlineData("0123456789abcdef0123456789abcdef", 128)]
    public void BitsAreTheShannonEntropyOfTheWholeValue(string value, double bits) =>
        Assert.Equal(bits, SecretStrength.Bits(value), precision: 2);

    [Theory]
    [InlineData("Tr0ub4dor&3")]
    [InlineData("S3cr3t!pw")]
    [InlineData("x7Kq2mPz")]
    [InlineData("q0uYx9Zr3LkM8vTb")]
    [InlineData("8f14e45fceea167a5a36dedd4bea2543f5d2c1aa")]
    [InlineData("6F9619FF-8B86-D011-B42D-00CF4FC964FF")]
    [InlineData("/q0uYx9Zr3LkM8vTbPo1+Wn5sDf7gHj2/A==")]
    [InlineData("https://build:x7Kq2mPz@git.example/shop")]
    [InlineData("https://files.example/app.tgz?sig=q0uYx9Zr3LkM8vTbPo1Wn5sDf7gHj2")]
    [InlineData("Server=db;User=sa;Password=x7Kq2mPz9!")]
    public void WhatLooksDrawnByLotIsOne(string value) => Assert.True(SecretStrength.IsSecret(value));

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("password")]
    [InlineData("changeme")]
    [InlineData("hunter22")]
    [InlineData("Password123")]
    [InlineData("my-app-secret")]
    [InlineData("my_app_secret_v2")]
    [InlineData("X-Api-Key")]
    [InlineData("GitHubActions")]
    [InlineData("correct horse battery staple")]
    [InlineData("20241231")]
    [InlineData("1.4.0")]
    [InlineData("v10.0.401-preview.7.24405.7")]
    [InlineData("/run/secrets/nuget_token")]
    [InlineData("./certificates/server-2024.pem")]
    [InlineData(@"C:\Users\build\token.txt")]
    [InlineData("https://login.example/oauth2/token")]
    [InlineData("https://files.example:8443/app-1.4.0.tgz?channel=stable")]
    [InlineData("${NUGET_TOKEN}")]
    [InlineData("$NUGET_TOKEN")]
    [InlineData("$(NugetToken)")]
    [InlineData("{{ vault.token }}")]
    [InlineData("<your-t0ken-here>")]
    [InlineData("%NUGET_T0KEN%")]
    public void WordsNumbersVersionsPathsAddressesAndPlaceholdersAreNone(string value) =>
        Assert.False(SecretStrength.IsSecret(value));

    // Put together here, so that no scanner takes this file for a leak.
    [Theory]
    [InlineData("ghp_", "q0uYx9Zr3LkM8vTbPo1Wn5sDf7gHj2Ac4EeG")]
    [InlineData("glpat-", "q0uYx9Zr3LkM8vTbPo1W")]
    [InlineData("npm_", "q0uYx9Zr3LkM8vTbPo1Wn5sDf7gHj2Ac4EeG")]
    [InlineData("-----BEGIN RSA ", "PRIVATE KEY-----\nMIIE")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----")]
    public void TokensOfWellKnownServicesNeedNoName(string prefix, string rest) =>
        Assert.True(SecretStrength.IsWellKnown($"value: {prefix}{rest}"));

    [Theory]
    [InlineData("8f14e45fceea167a5a36dedd4bea2543f5d2c1aa")]
    [InlineData("-----BEGIN CERTIFICATE-----")]
    [InlineData("ghp_short")]
    public void OtherValuesDo(string value) => Assert.False(SecretStrength.IsWellKnown(value));

    [Theory]
    [InlineData("//registry.example/:_authToken=q0uYx9Zr3LkM8vTbPo1W", true)]
    [InlineData("registry=https://npm.example.org/", false)]
    [InlineData("apiVersion: v1", false)]
    [InlineData("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7", true)]
    public void OnlyARandomTokenMakesALineASecret(string line, bool isRandom) =>
        Assert.Equal(isRandom, SecretStrength.HasRandomToken(line));
}
