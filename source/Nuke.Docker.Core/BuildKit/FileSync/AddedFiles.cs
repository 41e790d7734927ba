using Nuke.Docker.Contexts;

namespace Nuke.Docker.BuildKit.FileSync;

/// <summary>What comes into a context on top of its directory, kept until BuildKit has fetched it.</summary>
sealed class AddedFiles : IDisposable
{
    /// <summary>Additions of this size together, in bytes, are kept in memory.</summary>
    const int MostBytesInMemory = 16 << 20;

    const string Name = "What is added to the context";

    /// <summary>The archive that was written for them; one that was there before is its owner's.</summary>
    readonly ArchiveBytes? _written;

    AddedFiles(ArchiveBytes? written, IReadOnlyCollection<SyncedFile> files) => (_written, Files) = (written, files);

    /// <summary>The entries in the order of a walk; directories above them that nobody added are not among
    /// them.</summary>
    public IReadOnlyCollection<SyncedFile> Files { get; }

    /// <summary>Reads the additions, each of them once.</summary>
    /// <exception cref="BuildContextException">They cannot be kept.</exception>
    public static Task<AddedFiles> ReadAsync(ContextContent content, CancellationToken cancellationToken) =>
        ReadAsync(content, MostBytesInMemory, Path.GetTempPath(), cancellationToken);

    /// <param name="content">The context.</param>
    /// <param name="limit">The most bytes in memory.</param>
    /// <param name="directory">Where a temporary file is made if there are more.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<AddedFiles> ReadAsync(
        ContextContent content, int limit, string directory, CancellationToken cancellationToken)
    {
        if (content.Additions.Count == 0)
            return new(written: null, files: []);
        if (content.Additions is [IArchivedAddition { Archive: { } whole }])
            return new(
                written: null,
                await ArchivedFiles.ListAsync(whole, content.AdditionTime, cancellationToken).ConfigureAwait(false));
        var archive = await WriteAsync(content, limit, directory, cancellationToken).ConfigureAwait(false);
        try
        {
            return new(
                archive,
                await ArchivedFiles.ListAsync(archive, content.AdditionTime, cancellationToken).ConfigureAwait(false));
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    public void Dispose() => _written?.Dispose();

    static async Task<ArchiveBytes> WriteAsync(
        ContextContent content, int limit, string directory, CancellationToken cancellationToken)
    {
        var archive = new SpillingArchive(Name, limit, directory);
        await using (archive.ConfigureAwait(false))
        {
            var writer = new TarWriter(archive, content.AdditionTime);
            await using (writer.ConfigureAwait(false))
            {
                foreach (var addition in content.Additions)
                    await addition.WriteToAsync(writer, cancellationToken).ConfigureAwait(false);
                await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
            }

            return archive.Complete();
        }
    }
}
