using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Registries;

/// <summary>A program that keeps credentials: <c>docker-credential-&lt;name></c>.</summary>
/// <remarks>
/// The protocol of <see href="https://github.com/docker/docker-credential-helpers">docker-credential-helpers</see>: it
/// is run with the argument <c>get</c>, reads the registry from its standard input, and writes JSON.
/// </remarks>
/// <param name="name">As the configuration has it, without prefix.</param>
/// <param name="source">Which part of the configuration names it.</param>
/// <param name="environment">Knows the <c>PATH</c>.</param>
sealed partial class CredentialHelper(string name, string source, EngineEnvironment environment)
{
    // It may ask its user, on a screen, to unlock a key ring.
    static readonly TimeSpan _limit = TimeSpan.FromMinutes(1);

    // Its words for "I have none": all helpers share the library that writes them.
    const string NotFound = "credentials not found in native keychain";

    // In the place of a user name: the secret is an identity token.
    const string TokenUser = "<token>";

    public string Description => $"the helper '{Program}' ({source})";

    string Program => $"docker-credential-{name}";

    /// <summary>Asks the helper.</summary>
    /// <returns><see langword="null"/> if it has nothing for the registry.</returns>
    /// <exception cref="RegistryCredentialsException">It is missing, fails, or does not answer.</exception>
    public async Task<RegistryAuth?> GetAsync(string host, CancellationToken cancellationToken)
    {
        var key = RegistryHost.Key(host);
        using var process = Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            var answer = process.StandardOutput.ReadToEndAsync(limit.Token);
            await AskAsync(process, key).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
            return Read(process.ExitCode, await answer.ConfigureAwait(false), await errors.ConfigureAwait(false), key);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw Failure($"it did not answer within {_limit.TotalSeconds} s");
        }
    }

    static async Task AskAsync(Process process, string key)
    {
        try
        {
            await process.StandardInput.WriteAsync(key).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading: its exit code tells the rest.
        }
    }

    Process Start()
    {
        if (!Name().IsMatch(name))
            throw new RegistryCredentialsException(
                $"'{name}' (from {source}) is no name of a credential helper. Correct the file.");
        if (Find() is not { } file)
            throw new RegistryCredentialsException(
                $"The credential helper '{Program}' (from {source}) is not on the PATH. "
                + "Install it, or remove the entry and log in again.");
        var start = new ProcessStartInfo(file, "get")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // Helpers start programs of their own: they have to find them where we have found the helper.
        start.Environment["PATH"] = environment.Get("PATH");
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw Failure($"it cannot be started: {exception.Message}", exception);
        }
    }

    string? Find() => (environment.Get("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(directory => Path.Combine(directory, environment.IsWindows ? $"{Program}.exe" : Program))
        .FirstOrDefault(File.Exists);

    RegistryAuth? Read(int exitCode, string answer, string errors, string key)
    {
        // Errors are on the standard output too.
        if (exitCode != 0)
            return answer.Trim() == NotFound ? null : throw Failure($"exit code {exitCode}{Words(errors, answer)}");
        try
        {
            using var json = JsonDocument.Parse(answer);
            var user = json.RootElement.GetProperty("Username").GetString();
            var secret = json.RootElement.GetProperty("Secret").GetString();
            if (string.IsNullOrEmpty(secret))
                return null;
            return user == TokenUser
                ? new RegistryAuth { IdentityToken = secret, ServerAddress = key }
                : new RegistryAuth { Username = user, Password = secret, ServerAddress = key };
        }
        catch (Exception exception) when (exception
            is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not as inner exception, and nothing of the answer: there may be a secret in it.
            throw Failure("its answer is not the JSON of a helper");
        }
    }

    // What looks like an answer is never shown.
    static string Words(params IEnumerable<string> outputs)
    {
        var lines = outputs.Select(output => output.Trim().Split('\n')[0].Trim());
        var words = lines.FirstOrDefault(line => line.Length > 0 && !line.Contains('{', StringComparison.Ordinal));
        return words is null ? "" : $", {words.TrimEnd('.')}";
    }

    RegistryCredentialsException Failure(string reason, Exception? cause = null) =>
        new(
            $"The credential helper '{Program}' (from {source}) failed: {reason}. Try 'docker login', or remove the "
            + "entry.",
            cause);

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex Name();
}
