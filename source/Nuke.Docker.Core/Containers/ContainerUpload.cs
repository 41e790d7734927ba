using System.Formats.Tar;
using Nuke.Docker.Engine;

namespace Nuke.Docker.Containers;

/// <summary>Copies files of this machine into a container.</summary>
static class ContainerUpload
{
    const UnixFileMode DirectoryMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // What has no permissions (Windows) may be executed, as in a build context.
    const UnixFileMode ForeignMode = DirectoryMode;

    public static async Task RunAsync(
        DockerEngine engine, string container, string source, string target, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(source))
            throw new ArgumentException($"'{source}' is not an absolute path of this machine.", nameof(source));
        if (!target.StartsWith('/') || ContainerPath.Segments(target).FirstOrDefault() is null)
            throw new ArgumentException(
                $"'{target}' is not an absolute path below the container's root.", nameof(target));
        if (!Path.Exists(source))
            throw new FileNotFoundException($"'{source}' does not exist; nothing was copied to '{target}'.", source);

        var path = ContainerPath.Combine("/", target);
        var existing = ContainerPath.Parent(path);
        while (existing != "/"
            && await engine.StatPathAsync(container, existing, cancellationToken).ConfigureAwait(false) is null)
            existing = ContainerPath.Parent(existing);
        var missing = path[existing.TrimEnd('/').Length..].TrimStart('/');
        await engine.PutArchiveAsync(
            container, existing, (stream, stop) => WriteAsync(stream, source, missing, stop), cancellationToken)
                .ConfigureAwait(false);
    }

    static async Task WriteAsync(Stream stream, string source, string name, CancellationToken cancellationToken)
    {
        var writer = new TarWriter(stream, TarEntryFormat.Gnu, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            for (var slash = name.IndexOf('/', StringComparison.Ordinal);
                 slash > 0;
                 slash = name.IndexOf('/', slash + 1))
                await writer.WriteEntryAsync(Directory(name[..slash], DirectoryMode), cancellationToken)
                    .ConfigureAwait(false);
            await WriteAsync(writer, source, name, cancellationToken).ConfigureAwait(false);
        }
    }

    static async Task WriteAsync(TarWriter writer, string source, string name, CancellationToken cancellationToken)
    {
        var file = new FileInfo(source);
        if (file.LinkTarget is { } link)
        {
            await writer.WriteEntryAsync(
                new GnuTarEntry(TarEntryType.SymbolicLink, name) { LinkName = link }, cancellationToken)
                    .ConfigureAwait(false);
        }
        else if (file.Exists)
        {
            var content = file.OpenRead();
            await using (content.ConfigureAwait(false))
                await writer.WriteEntryAsync(
                    new GnuTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = content,
                        Mode = ModeOf(file),
                        ModificationTime = file.LastWriteTimeUtc,
                    },
                    cancellationToken).ConfigureAwait(false);
        }
        else
        {
            var directory = Directory(name, ModeOf(file));
            directory.ModificationTime = file.LastWriteTimeUtc;
            await writer.WriteEntryAsync(directory, cancellationToken).ConfigureAwait(false);
            foreach (var child in System.IO.Directory.EnumerateFileSystemEntries(source).Order(StringComparer.Ordinal))
                await WriteAsync(writer, child, $"{name}/{Path.GetFileName(child)}", cancellationToken)
                    .ConfigureAwait(false);
        }
    }

    static UnixFileMode ModeOf(FileInfo file) => OperatingSystem.IsWindows() ? ForeignMode : file.UnixFileMode;

    static GnuTarEntry Directory(string name, UnixFileMode mode) =>
        new(TarEntryType.Directory, name + "/") { Mode = mode };
}
