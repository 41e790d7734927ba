using System.Formats.Tar;
using System.Text;

namespace Nuke.Docker.Machine;

/// <summary>Writes a root file system as a tar: Debian packages without their scripts, upon a small base.</summary>
/// <remarks>
/// Nothing touches the disk on the way, so neither ownership nor a slow file system matters. What comes first stays:
/// a package's own program wins over busybox's applet of the same name.
/// </remarks>
sealed class RootArchive(Stream destination) : IAsyncDisposable
{
    const UnixFileMode Everything = (UnixFileMode)0b111_111_111;
    const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    const UnixFileMode Plain = (UnixFileMode)0b110_100_100;

    static readonly string[] _directories =
    [
        "dev", "etc", "proc", "root", "run", "sys", "usr/bin", "usr/lib", "usr/lib64", "usr/local/bin", "usr/sbin",
    ];
    static readonly string[] _merged = ["bin", "sbin", "lib", "lib32", "lib64", "libx32"];
    static readonly string[] _unwanted =
        ["usr/share/doc/", "usr/share/man/", "usr/share/info/", "usr/share/locale/", "usr/share/lintian/"];

    readonly TarWriter _tar = new(destination, TarEntryFormat.Gnu, leaveOpen: true);
    readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The directories and files that every image has.</summary>
    public async Task AddBaseAsync(CancellationToken cancellationToken)
    {
        const string passwd = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n";
        const string group = "root:x:0:\ndocker:x:999:\nnogroup:x:65534:\n";
        foreach (var directory in _directories)
            await AddDirectoryAsync(directory, cancellationToken);
        foreach (var directory in (string[])["tmp", "var/tmp"])
            await AddDirectoryAsync(directory, cancellationToken, Everything | UnixFileMode.StickyBit);
        foreach (var name in (string[])["bin", "sbin", "lib", "lib64"])
            await AddLinkAsync(name, $"usr/{name}", cancellationToken);
        await AddTextAsync("etc/passwd", passwd, cancellationToken);
        await AddTextAsync("etc/group", group, cancellationToken);
    }

    public Task AddDirectoryAsync(
        string name, CancellationToken cancellationToken, UnixFileMode mode = Executable) =>
        WriteAsync(new GnuTarEntry(TarEntryType.Directory, name) { Mode = mode }, cancellationToken);

    public async Task AddTextAsync(string name, string text, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var entry = new GnuTarEntry(TarEntryType.RegularFile, name) { Mode = Plain, DataStream = content };
        await WriteAsync(entry, cancellationToken);
    }

    /// <summary>The certificate authorities that this machine trusts, its own ones included.</summary>
    public async Task AddHostAuthoritiesAsync(CancellationToken cancellationToken)
    {
        const string bundle = "/etc/ssl/certs/ca-certificates.crt";
        if (File.Exists(bundle))
            await AddTextAsync(bundle[1..], await File.ReadAllTextAsync(bundle, cancellationToken), cancellationToken);
    }

    public Task AddLinkAsync(string name, string target, CancellationToken cancellationToken)
    {
        var entry = new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = target, Mode = Everything };
        return WriteAsync(entry, cancellationToken);
    }

    /// <summary>Everything in a <c>.deb</c> but documentation and translations.</summary>
    public async Task AddPackageAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Command.Start("dpkg-deb", ["--fsys-tarfile", path]);
        await using var reader = new TarReader(process.StandardOutput.BaseStream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            var name = Merged(entry.Name);
            if (name is "" or "." || _unwanted.Any(directory => name.StartsWith(directory, StringComparison.Ordinal)))
                continue;
            entry.Name = name;
            if (entry.EntryType is TarEntryType.HardLink)
                entry.LinkName = Merged(entry.LinkName);
            await WriteAsync(entry, cancellationToken);
        }

        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode == 0)
            return;

        var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
        throw new MachineException($"'{path}' could not be unpacked: {errors.Trim()}");
    }

    public ValueTask DisposeAsync() => _tar.DisposeAsync();

    async Task WriteAsync(TarEntry entry, CancellationToken cancellationToken)
    {
        if (_names.Add(entry.Name))
            await _tar.WriteEntryAsync(entry, cancellationToken);
    }

    /// <summary>Without <c>./</c> and a closing slash, and below <c>usr</c> where the base has only a link.</summary>
    static string Merged(string name)
    {
        name = (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).TrimEnd('/');
        return _merged.Contains(name.Split('/')[0]) ? $"usr/{name}" : name;
    }
}
