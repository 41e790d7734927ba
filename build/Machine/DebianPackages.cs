namespace Nuke.Docker.Machine;

/// <summary>Programs that come from the distribution's packages.</summary>
public static class DebianPackages
{
    /// <summary>Installs those of the packages that are missing. Says nothing and does nothing if none is.</summary>
    /// <param name="packages">Names as <c>apt-get install</c> takes them.</param>
    /// <param name="log">Takes one line, if there is something to install.</param>
    /// <param name="cancellationToken">Ends <c>apt-get</c>.</param>
    /// <exception cref="MachineException">This is not Debian or Ubuntu, not root, or <c>apt-get</c> failed.</exception>
    public static async Task EnsureInstalledAsync(
        IReadOnlyList<string> packages, Action<string> log, CancellationToken cancellationToken)
    {
        if (!Distribution.IsDebian)
        {
            throw new MachineException(
                "Packages can only be installed on Debian or Ubuntu. Install what these bring: "
                + $"{string.Join(", ", packages)}.");
        }

        var missing = await MissingAsync(packages, cancellationToken);
        if (missing.Count == 0)
            return;

        if (!Environment.IsPrivilegedProcess)
        {
            var names = string.Join(' ', missing);
            throw new MachineException(
                $"Not installed: {names}. Run 'sudo apt-get install {names}'; as root this is done for you.");
        }

        log($"Installing {string.Join(", ", missing)}");
        await AptGet.System.InstallAsync(missing, cancellationToken);
    }

    static async Task<IReadOnlyList<string>> MissingAsync(
        IReadOnlyList<string> packages, CancellationToken cancellationToken)
    {
        // Exit code 1 says that a package is unknown to dpkg; the lines of the others are there all the same.
        var query = await Command.TryRunAsync(
            "dpkg-query", ["--show", "--showformat=${Package} ${db:Status-Status}\n", .. packages], cancellationToken);
        var installed = query.Output.Split('\n');
        return [.. packages.Where(package => !installed.Contains($"{package} installed"))];
    }
}
