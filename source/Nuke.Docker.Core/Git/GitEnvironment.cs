using System.Globalization;

namespace Nuke.Docker.Git;

/// <summary>The environment of a git process.</summary>
/// <remarks>
/// The user's configuration stays in force for how a remote is reached: proxies, authorities, ssh, credential helpers.
/// What would change the files of a checkout, or run programs, is overridden, and nothing ever asks a person. A work
/// tree of the user's own is read as the user reads it.
/// </remarks>
static class GitEnvironment
{
    const string UserName = "NUKE_DOCKER_GIT_USERNAME";
    const string Password = "NUKE_DOCKER_GIT_PASSWORD";
    const string CountVariable = "GIT_CONFIG_COUNT";

    // GIT_DIR and its like would make another repository of ours; the traces can show what is sent.
    static readonly string[] _removed =
    [
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES",
        "GIT_COMMON_DIR",
        "GIT_NAMESPACE", "GIT_PREFIX", "GIT_QUARANTINE_PATH", "GIT_SHALLOW_FILE", "GIT_TEMPLATE_DIR",
        "GIT_CURL_VERBOSE",
        "GIT_REDIRECT_STDERR", "GIT_REDIRECT_STDOUT", "GIT_REDIRECT_STDIN", "GIT_EXTERNAL_DIFF",
    ];

    static readonly (string Key, string Value)[] _configuration =
    [
        ("core.autocrlf", "false"),
        ("core.eol", "lf"),
        ("core.attributesFile", "/dev/null"),
        ("core.hooksPath", "/dev/null"),
        ("core.fsmonitor", "false"),
        ("core.longPaths", "true"),
        ("init.templateDir", ""),
        ("init.defaultBranch", "main"),
        ("fetch.recurseSubmodules", "false"),
        ("submodule.recurse", "false"),
        ("gc.auto", "0"),
        ("maintenance.auto", "false"),
        ("credential.interactive", "false"),
        ("http.lowSpeedLimit", "1"),
        ("http.lowSpeedTime", "30"),
    ];

    public static void Apply(IDictionary<string, string?> environment, GitSettings settings, GitSource? source)
    {
        foreach (var name in environment.Keys.Where(
            name => _removed.Contains(name) || name.StartsWith("GIT_TRACE", StringComparison.Ordinal)).ToList())
            environment.Remove(name);
        environment["LC_ALL"] = "C";
        environment["LANGUAGE"] = "C";
        environment["GIT_TERMINAL_PROMPT"] = "0";
        environment["GCM_INTERACTIVE"] = "never";
        environment["GIT_ASKPASS"] = ""; // Set and empty: no program is asked, whatever the configuration says.
        environment["SSH_ASKPASS"] = "false";
        environment["SSH_ASKPASS_REQUIRE"] = "force"; // Otherwise ssh would ask at the terminal, past all redirections.
        environment["GIT_ATTR_NOSYSTEM"] = "1";
        environment["GIT_OPTIONAL_LOCKS"] = "0";
        environment["GIT_ALLOW_PROTOCOL"] =
            source?.Location.Protocol == "file" ? "file:git:http:https:ssh" : "git:http:https:ssh";
        if (settings.SshProgram is { } ssh)
        {
            environment.Remove("GIT_SSH_COMMAND");
            environment["GIT_SSH"] = ssh;
            environment["GIT_SSH_VARIANT"] = "ssh";
        }
        if (source is not null)
            Configure(environment, [.. _configuration, .. Helpers(environment, source)]);
    }

    // Only for the origin that the credential is meant for: a submodule or a redirect elsewhere does not see it.
    static IEnumerable<(string Key, string Value)> Helpers(IDictionary<string, string?> environment, GitSource source)
    {
        if (source.Credential is not { } credential)
            yield break;
        environment[UserName] = credential.UserName;
        environment[Password] = credential.Password;
        var key = $"credential.{source.Location.Origin}.helper";
        yield return (key, ""); // Forgets the user's helpers.
        yield return (key,
            $"!f() {{ test \"$1\" != get || printf 'username=%s\\npassword=%s\\n' \"${UserName}\" \"${Password}\"; "
            + $"}}; f");
    }

    /// <remarks>git-config(1): GIT_CONFIG_COUNT counts above every file. What the surroundings set so already is
    /// kept.</remarks>
    static void Configure(IDictionary<string, string?> environment, IReadOnlyList<(string Key, string Value)> entries)
    {
        environment.TryGetValue(CountVariable, out var text);
        var count = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        foreach (var (key, value) in entries)
        {
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_KEY_{count}")] = key;
            environment[string.Create(CultureInfo.InvariantCulture, $"GIT_CONFIG_VALUE_{count}")] = value;
            count++;
        }
        environment[CountVariable] = count.ToString(CultureInfo.InvariantCulture);
    }
}
