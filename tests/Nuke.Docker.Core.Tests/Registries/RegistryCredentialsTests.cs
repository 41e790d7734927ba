using System.Text;
using Nuke.Docker.Core.Tests.Engine;
using Nuke.Docker.Registries;
using Nuke.Docker.Testing;

namespace Nuke.Docker.Core.Tests.Registries;

public sealed class RegistryCredentialsTests : IDisposable
{
    const string Registry = "registry.example.com";
    const string Secret = "s3cr3t-wörd";

    readonly SurroundingsForTests _here = new();

    public RegistryCredentialsTests() => _here.Set("PATH", $"{Bin}:/usr/bin:/bin");

    string Bin => Path.Combine(_here.Home, "bin");

    string Asked => Path.Combine(_here.Home, "asked");

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("registry.example.com")]
    [InlineData("https://registry.example.com/v2/")]
    public async Task AuthsHaveUserAndPasswordInBase64(string key)
    {
        Configure(Auths(("other.example.com", ""), (key, Auth($"me:{Secret}:more"))));

        var found = await ResolveAsync();

        Assert.Equal(
            ("me", $"{Secret}:more", Registry),
            (found.Auth?.Username, found.Auth?.Password, found.Auth?.ServerAddress));
        Assert.Equal($"from auths of '{_here.ConfigFile}'", found.Source);
    }

    [Fact]
    public async Task AuthsMayBeInPlainText()
    {
        Configure(Auths((Registry, $""" "username":"me","password":"{Secret}" """)));

        var found = await ResolveAsync();

        Assert.Equal(("me", Secret), (found.Auth?.Username, found.Auth?.Password));
    }

    [Fact]
    public async Task AuthsMayHaveAnIdentityToken()
    {
        Configure(Auths((Registry, $""" {Auth("me:")},"identitytoken":"{Secret}" """)));

        var found = await ResolveAsync();

        Assert.Equal(("me", null, Secret), (found.Auth?.Username, found.Auth?.Password, found.Auth?.IdentityToken));
    }

    [Fact]
    public async Task TheExactNameOfARegistryWins()
    {
        Configure(Auths(($"https://{Registry}/v1/", Auth("old:1")), (Registry, Auth("new:2"))));

        Assert.Equal("new", (await ResolveAsync()).Auth?.Username);
    }

    [Theory]
    [InlineData("https://index.docker.io/v1/")]
    [InlineData("docker.io")]
    public async Task DockerHubHasAKeyOfItsOwn(string key)
    {
        Configure(Auths((key, Auth("me:x"))));

        var found = await ResolveAsync(null);

        Assert.Equal(("docker.io", "https://index.docker.io/v1/"), (found.Registry, found.Auth?.ServerAddress));
    }

    [Fact]
    public async Task WithoutAnyTheReasonIsKept()
    {
        Assert.Equal($"none are given, nor is there a '{_here.ConfigFile}'", (await ResolveAsync()).Source);

        Configure(Auths((Registry, "")));

        var found = await ResolveAsync();
        Assert.Null(found.Auth);
        Assert.Equal($"none are given, nor has '{_here.ConfigFile}' any", found.Source);
    }

    [Fact]
    public async Task WhatIsGivenComesFirstAndTheLastOfItWins()
    {
        Configure(""" "credsStore":"broken" """);
        var credentials = Credentials
            .With(RegistryCredential.Password(Registry, "first", "1"))
            .With(RegistryCredential.Password($"https://{Registry}/", "last", Secret, "--docker-registry-password"));

        var found = await credentials.ResolveAsync(Registry, CancellationToken.None);

        Assert.Equal(("last", "from --docker-registry-password"), (found.Auth?.Username, found.Source));
    }

    [Fact]
    public async Task AHelperIsAskedOnItsStandardInput()
    {
        Configure(
            Auths((Registry, Auth("file:x"))), $$""" "credsStore":"other","credHelpers":{"{{Registry}}":"own"} """);
        await HelperAsync("own", Answer("me"));

        var found = await ResolveAsync();

        Assert.Equal(("me", Secret), (found.Auth?.Username, found.Auth?.Password));
        Assert.Equal($"from the helper 'docker-credential-own' (credHelpers of '{_here.ConfigFile}')", found.Source);
        Assert.Equal($"get|{Registry}", await File.ReadAllTextAsync(Asked));
    }

    [Fact]
    public async Task TheStoreIsAskedForDockerHubByItsOldName()
    {
        Configure(""" "credsStore":"store" """);
        await HelperAsync("store", Answer("<token>"));

        var found = await ResolveAsync("docker.io");

        Assert.Equal((null, null, Secret), (found.Auth?.Username, found.Auth?.Password, found.Auth?.IdentityToken));
        Assert.Equal("get|https://index.docker.io/v1/", await File.ReadAllTextAsync(Asked));
    }

    [Fact]
    public async Task ARegistryCanBeExemptFromTheStore()
    {
        Configure(Auths((Registry, Auth("file:x"))), $$""" "credsStore":"store","credHelpers":{"{{Registry}}":""} """);

        Assert.Equal("file", (await ResolveAsync()).Auth?.Username);
    }

    [Fact]
    public async Task AHelperThatKnowsNothingMeansNobodyInParticular()
    {
        Configure(""" "credsStore":"store" """);
        await HelperAsync("store", "echo 'credentials not found in native keychain'; exit 1");

        var found = await ResolveAsync();

        Assert.Null(found.Auth);
        Assert.Equal(
            $"none are given, nor has the helper 'docker-credential-store' (credsStore of '{_here.ConfigFile}') any",
            found.Source);
    }

    [Fact]
    public async Task AMissingHelperIsNamedWithTheFileThatNamesIt()
    {
        Configure(""" "credsStore":"absent" """);

        Assert.Equal(
            $"The credential helper 'docker-credential-absent' (from credsStore of '{_here.ConfigFile}') is not on "
            + "the PATH. Install it, or remove the entry and log in again.",
            await FailureAsync());
    }

    [Theory]
    [InlineData("echo 'the key ring is locked.' >&2; exit 3", "exit code 3, the key ring is locked")]
    [InlineData("echo 'the key ring is locked'; exit 1", "exit code 1, the key ring is locked")]
    [InlineData("exit 4", "exit code 4")]
    [InlineData("echo '{\"Secret\":\"" + Secret + "\"}'; exit 1", "exit code 1")]
    [InlineData("echo '{\"Secret\":\"" + Secret + "\"}'", "its answer is not the JSON of a helper")]
    [InlineData("echo " + Secret, "its answer is not the JSON of a helper")]
    public async Task AFailingHelperIsNamedAndItsAnswerIsNotShown(string script, string reason)
    {
        Configure(""" "credsStore":"failing" """);
        await HelperAsync("failing", script);

        Assert.Equal(
            $"The credential helper 'docker-credential-failing' (from credsStore of '{_here.ConfigFile}') failed: "
            + $"{reason}. Try 'docker login', or remove the entry.",
            await FailureAsync());
    }

    [Fact]
    public async Task AHelperEndsWithTheBuild()
    {
        Configure(""" "credsStore":"slow" """);
        await HelperAsync("slow", "exec sleep 1000");
        using var stop = new CancellationTokenSource();

        var resolving = Credentials.ResolveAsync(Registry, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resolving.WaitAsync(ScriptedConnection.Patience));
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a b")]
    public async Task AHelperIsNoPath(string name)
    {
        Configure($$""" "credsStore":"{{name}}" """);

        Assert.Equal(
            $"'{name}' (from credsStore of '{_here.ConfigFile}') is no name of a credential helper. Correct the file.",
            await FailureAsync());
    }

    [Fact]
    public async Task ADamagedEntryIsNamedAndNotShown()
    {
        Configure(Auths((Registry, $""" "auth":"{Secret}" """)));

        Assert.Equal(
            $"The credentials for '{Registry}' in auths of '{_here.ConfigFile}' are damaged: 'auth' is not the base64 "
            + $"of 'user:password'. Run 'docker login {Registry}' again.",
            await FailureAsync());
    }

    [Fact]
    public async Task ADamagedFileIsNamed()
    {
        _here.Write(".docker/config.json", "{");

        Assert.StartsWith(
            $"The credentials in '{_here.ConfigFile}' cannot be read: ",
            await FailureAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public void NothingPrintsASecret()
    {
        var password = RegistryCredential.Password(Registry, "me", Secret, "DOCKER_REGISTRY_PASSWORD");
        var token = RegistryCredential.IdentityToken(Registry, Secret);

        Assert.Equal("credentials for 'registry.example.com' from DOCKER_REGISTRY_PASSWORD", $"{password}");
        Assert.Equal("credentials for 'registry.example.com' from the settings", $"{token}");
        Assert.Equal($"{password}, '{_here.ConfigFile}'", $"{Credentials.With(password)}");
    }

    RegistryCredentials Credentials => new(_here.Environment);

    Task<ResolvedCredential> ResolveAsync(string? registry = Registry) =>
        Credentials.ResolveAsync(registry, CancellationToken.None);

    async Task<string> FailureAsync()
    {
        var failure = await Assert.ThrowsAsync<RegistryCredentialsException>(() => ResolveAsync());
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        return failure.Message;
    }

    void Configure(params string[] members) =>
        _here.Write(".docker/config.json", $$"""{ {{string.Join(',', members)}} }""");

    static string Auths(params (string Key, string Members)[] entries) =>
        $$""" "auths": { {{string.Join(',', entries.Select(entry => $$""" "{{entry.Key}}": { {{entry.Members}} } """))}} } """;

    static string Auth(string text) => $""" "auth":"{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}" """;

    async Task HelperAsync(string name, string script)
    {
        _here.Write($"bin/docker-credential-{name}", "");
        await Script.WriteAsync(Path.Combine(Bin, $"docker-credential-{name}"), script);
    }

    string Answer(string user) =>
        $$"""
        printf '%s|' "$@" >{{Asked}}
        cat >>{{Asked}}
        echo '{"ServerURL":"{{Registry}}","Username":"{{user}}","Secret":"{{Secret}}"}'
        """;
}
