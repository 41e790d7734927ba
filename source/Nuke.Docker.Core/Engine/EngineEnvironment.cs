namespace Nuke.Docker.Engine;

/// <summary>The surroundings that name an engine: variables, home directory, system.</summary>
/// <param name="variables">Looks a variable up; null or empty means that it is not set.</param>
/// <param name="homeDirectory">Absolute path; Docker's configuration lies in <c>.docker</c> below it.</param>
/// <param name="isWindows">Decides the default endpoint.</param>
public sealed class EngineEnvironment(Func<string, string?> variables, string homeDirectory, bool isWindows)
{
    /// <summary>The real surroundings of this process.</summary>
    public static EngineEnvironment Current { get; } = new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        OperatingSystem.IsWindows());

    /// <summary>Where <c>config.json</c> and the context store are.</summary>
    /// <value><c>DOCKER_CONFIG</c>, else <c>.docker</c> in the home directory.</value>
    public string ConfigDirectory => Get("DOCKER_CONFIG") ?? Path.Combine(homeDirectory, ".docker");

    internal bool IsWindows => isWindows;

    internal string? Get(string variable) => variables(variable) is { Length: > 0 } value ? value : null;

    /// <summary>TLS as the variables ask for it; null where they do not.</summary>
    /// <remarks>
    /// As the docker CLI: any value of <c>DOCKER_TLS_VERIFY</c> asks for verified TLS, any of <c>DOCKER_TLS</c> for TLS
    /// without verification; the files are in <c>DOCKER_CERT_PATH</c>, else in the configuration directory.
    /// </remarks>
    internal EndpointTls? Tls()
    {
        var verify = Get("DOCKER_TLS_VERIFY") is not null;
        if (!verify && Get("DOCKER_TLS") is null)
            return null;
        return FilesIn(Get("DOCKER_CERT_PATH") ?? ConfigDirectory) with { SkipVerification = !verify };
    }

    internal static EndpointTls FilesIn(string directory) => new()
    {
        CaFile = IfExists(Path.Combine(directory, "ca.pem")),
        CertificateFile = IfExists(Path.Combine(directory, "cert.pem")),
        KeyFile = IfExists(Path.Combine(directory, "key.pem")),
    };

    static string? IfExists(string file) => File.Exists(file) ? file : null;
}
