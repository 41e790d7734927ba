namespace Nuke.Docker.Images;

/// <summary>An archive that a build writes: aside at first, so that whoever reads it sees a whole one or none.</summary>
sealed class OutputArchive : IDisposable
{
    readonly string _partial;
    readonly FileStream _target;

    OutputArchive(ImageOutput output, string partial, FileStream target) =>
        (Output, _partial, _target) = (output, partial, target);

    public ImageOutput Output { get; }

    /// <summary>Where it goes.</summary>
    public string File => Output.File!;

    /// <exception cref="ImageOutputException">No file can be made there.</exception>
    public static OutputArchive Create(ImageOutput output)
    {
        var file = output.File!;
        var partial = $"{file}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new OutputArchive(output, partial, new FileStream(
                partial, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16, useAsync: true));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImageOutputException($"'{file}' cannot be written: {e.Message}", file, e);
        }
    }

    /// <summary>Takes the content, and is to be disposed by whoever writes it.</summary>
    public Stream Open() => ImageSave.Compressed(_target, File);

    /// <summary>The content once it is written, not compressed.</summary>
    public Stream Read() => ImageSave.Expanded(System.IO.File.OpenRead(_partial), File);

    /// <summary>Gives it its name.</summary>
    /// <returns>Its size in bytes.</returns>
    public long Complete()
    {
        System.IO.File.Move(_partial, File, overwrite: true);
        return new FileInfo(File).Length;
    }

    public void Dispose()
    {
        _target.Dispose();
        System.IO.File.Delete(_partial);
    }
}
