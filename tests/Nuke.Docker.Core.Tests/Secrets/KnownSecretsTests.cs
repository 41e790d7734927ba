using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Nuke.Docker.Secrets;

namespace Nuke.Docker.Core.Tests.Secrets;

public class KnownSecretsTests
{
    const string Value = "p@ss/w0rd \"<&>\" ü+1";

    static readonly KnownSecrets _one = Known(Value);

    public static TheoryData<string> Encodings =>
    [
        Value,
        Uri.EscapeDataString(Value),
        Uri.EscapeDataString(Value).Replace("%2F", "%2f", StringComparison.Ordinal)
            .Replace("%3C", "%3c", StringComparison.Ordinal)
            .Replace("%3E", "%3e", StringComparison.Ordinal).Replace("%C3%BC", "%c3%bc", StringComparison.Ordinal)
            .Replace("%2B", "%2b", StringComparison.Ordinal),
        WebUtility.UrlEncode(Value),
        JsonSerializer.Serialize(Value).Trim('"'),
        "p@ss/w0rd \\\"<&>\\\" ü+1",
        "p@ss/w0rd \\\"\\u003c\\u0026\\u003e\\\" ü+1",
    ];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void EveryEncodingIsHidden(string encoded)
    {
        Assert.Equal("before *** after", _one.Redact($"before {encoded} after"));
        Assert.Equal("the parameter 0", _one.FindIn($"before {encoded} after")?.Name);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("u:", "")]
    [InlineData("us:", "")]
    [InlineData("use:", "")]
    [InlineData("", "\n")]
    [InlineData("user:", "\n")]
    [InlineData("user:", "\r\n")]
    public void Base64IsHiddenWhateverStandsAroundTheValue(string before, string after)
    {
        var bytes = Encoding.UTF8.GetBytes(before + Value + after);

        foreach (var text in new[]
        {
            Convert.ToBase64String(bytes),
            Convert.ToBase64String(bytes).Replace('+', '-').Replace('/', '_')
        })
        {
            var redacted = _one.Redact($"Authorization: Basic {text}");
            // Of the value's 21 bytes no whole one is left.
            Assert.Matches(@"^Authorization: Basic [\w+/-]{0,8}\*\*\*[\w+/=-]{0,5}$", redacted);
            Assert.NotNull(_one.FindIn(text));
        }
    }

    [Fact]
    public void ATextWithoutSecretsIsTheSame()
    {
        const string Text = "Step 1/2 : FROM alpine";

        Assert.Same(Text, _one.Redact(Text));
        Assert.Null(_one.FindIn(Text));
        Assert.Same(Text, new KnownSecrets().Redact(Text));
        Assert.True(new KnownSecrets().IsEmpty);
    }

    [Fact]
    public void ValuesThatOverlapOrTouchLeaveNothingOver()
    {
        var secrets = Known("abcdefgh", "efghijkl", "abcdefghijkl-long");

        Assert.Equal("x***y", secrets.Redact("xabcdefghijkly"));
        Assert.Equal("***", secrets.Redact("abcdefghijkl-long"));
        Assert.Equal("******", secrets.Redact("abcdefghabcdefgh"));
        Assert.Equal("***", Known("aaaaaaaa").Redact(new string('a', 20)));
    }

    [Fact]
    public void AValueOfSeveralLinesIsHiddenLineByLine()
    {
        const string Key =
            "-----BEGIN PRIVATE KEY-----\nq0uYx9Zr3LkM8vTbPo1Wn5\r\nsDf7gHj2Ac4EeGzYt6Rb8Q\nab\n"
            + "-----END PRIVATE KEY-----\n";
        var secrets = Known(Key);

        Assert.Equal("  ***", secrets.Redact("  q0uYx9Zr3LkM8vTbPo1Wn5"));
        Assert.Equal("***", secrets.Redact("sDf7gHj2Ac4EeGzYt6Rb8Q"));
        Assert.Equal("ab", secrets.Redact("ab"));
        Assert.Equal("-----BEGIN PRIVATE KEY-----", secrets.Redact("-----BEGIN PRIVATE KEY-----"));
        Assert.NotNull(secrets.FindIn("sDf7gHj2Ac4EeGzYt6Rb8Q"));
        Assert.Equal("***", secrets.Redact(JsonSerializer.Serialize(Key.TrimEnd()).Trim('"')));
    }

    [Fact]
    public void AnOrdinaryLineOfASecretFileIsHiddenButProvesNoLeak()
    {
        var secrets =
            Known("registry=https://npm.example.org/\n//npm.example.org/:_authToken=q0uYx9Zr3LkM8vTbPo1W\n");

        Assert.Equal("npm config set ***", secrets.Redact("npm config set registry=https://npm.example.org/"));
        Assert.Null(secrets.FindIn("npm config set registry=https://npm.example.org/"));
        Assert.NotNull(secrets.FindIn("echo //npm.example.org/:_authToken=q0uYx9Zr3LkM8vTbPo1W"));
    }

    [Fact]
    public void AShortValueIsNotSoughtInsideOtherTexts()
    {
        var secrets = Known("admin", "1234567");

        Assert.Equal("/srv/admin/1234567", secrets.Redact("/srv/admin/1234567"));
        Assert.Null(secrets.FindInValue("administrator"));
        Assert.Equal("the parameter 0", secrets.FindInValue("admin\n")?.Name);
        Assert.Null(Known("abc").FindInValue("abc"));
    }

    [Fact]
    public void WhatSurroundsAValueDoesNotCount() => Assert.Equal("***", Known(" swordfish1\n").Redact("swordfish1"));

    [Fact]
    public void ASecretThatBecomesKnownLaterIsHiddenFromThenOn()
    {
        var secrets = new KnownSecrets();
        Assert.Equal("swordfish1", secrets.Redact("swordfish1"));

        secrets.Add(new KnownSecret("the password", "swordfish1"));

        Assert.False(secrets.IsEmpty);
        Assert.Equal("***", secrets.Redact("swordfish1"));
        Assert.True(secrets.IsIn("a swordfish1"));
    }

    [Fact]
    public void SomeMayBeLeftOut()
    {
        var secrets = Known("swordfish-1", "swordfish-2");

        var rest = secrets.Without([new KnownSecret("allowed", "swordfish-1")]);

        Assert.Null(rest.FindIn("swordfish-1"));
        Assert.NotNull(rest.FindIn("swordfish-2"));
        Assert.Same(secrets, secrets.Without([]));
    }

    [Fact]
    public void APasswordThatIsAWordIsHiddenButProvesNoLeak()
    {
        var secrets = Known("postgres");

        Assert.Equal("connecting to ***", secrets.Redact("connecting to postgres"));
        Assert.Null(secrets.FindInValue("postgres:16"));
        Assert.NotNull(secrets.FindInValue("postgres"));
    }

    [Fact]
    public void ManySecretsAndLongLinesTakeNoTime()
    {
        var secrets = Known([.. Enumerable.Range(0, 200).Select(i => $"secret-{i}-{Guid.NewGuid()}")]);
        var line = string.Join(' ', Enumerable.Range(0, 20_000).Select(i => $"word{i}"));
        secrets.Redact(line);

        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < 100; i++)
            Assert.Same(line, secrets.Redact(line));

        // 19 million characters; a search for each form by itself would take minutes.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void NothingPrintsAValue()
    {
        Assert.Equal("the parameter NugetToken", new KnownSecret("the parameter NugetToken", "swordfish1").ToString());
        Assert.Equal("'nuget' from the settings", BuildSecret.FromValue("nuget", "swordfish1").ToString());
    }

    static KnownSecrets Known(params string[] values) =>
        new(values.Select((value, index) => new KnownSecret($"the parameter {index}", value)));
}
