using System.Security.Cryptography;
using System.Text;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Core.Tests.Engine;

/// <summary>A home directory with whatever Docker configuration a test writes, and variables of its own.</summary>
sealed class SurroundingsForTests : IDisposable
{
    readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    public string Home { get; } = Directory.CreateTempSubdirectory("home-").FullName;

    public string Config => Path.Combine(Home, ".docker");

    public string ConfigFile => Path.Combine(Config, "config.json");

    public string Contexts => Path.Combine(Config, "contexts");

    public EngineEnvironment Environment => new(_variables.GetValueOrDefault, Home, isWindows: false);

    public EngineEnvironment OnWindows => new(_variables.GetValueOrDefault, Home, isWindows: true);

    public SurroundingsForTests Set(string variable, string value)
    {
        _variables[variable] = value;
        return this;
    }

    public SurroundingsForTests Select(string context) =>
        Write(".docker/config.json", $$"""{"currentContext":"{{context}}"}""");

    public SurroundingsForTests AddContext(string name, string metadata, params string[] tlsFiles)
    {
        Write($".docker/contexts/meta/{Id(name)}/meta.json", metadata);
        foreach (var file in tlsFiles)
            Write($".docker/contexts/tls/{Id(name)}/docker/{file}", "");
        return this;
    }

    public SurroundingsForTests Write(string path, string text)
    {
        var file = Path.Combine(Home, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return this;
    }

    public static string Id(string context) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context)));

    public void Dispose() => Directory.Delete(Home, recursive: true);
}
