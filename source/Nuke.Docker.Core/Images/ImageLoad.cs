using Nuke.Docker.Engine;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Images;

/// <summary>Loads the images of an archive onto the engine.</summary>
/// <remarks>
/// Engine API: <c>POST /images/load</c>. The engine reads what <see cref="ImageSave"/> writes, compressed or not. An
/// OCI layout without <c>manifest.json</c>, as other tools write it, is read only by engines with the containerd store.
/// </remarks>
public static class ImageLoad
{
    const string Named = "Loaded image: ";
    const string Unnamed = "Loaded image ID: ";

    /// <summary>Loads the images.</summary>
    /// <param name="engine">Gets them.</param>
    /// <param name="file">The archive; an absolute path.</param>
    /// <param name="reporter">Hears of layers.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <returns>What the engine says that it has loaded.</returns>
    /// <exception cref="ArgumentException">The path is not absolute.</exception>
    /// <exception cref="ImageArchiveException">There is no such file, or the engine cannot load it.</exception>
    public static async Task<IReadOnlyList<LoadedImage>> RunAsync(
        DockerEngine engine, string file, IProgressReporter reporter, CancellationToken cancellationToken)
    {
        SettingsViolations.Throw(
            "No image can be loaded",
            Path.IsPathFullyQualified(file) ? [] : [$"the file '{file}' is not an absolute path."]);
        if (!File.Exists(file))
            throw new ImageArchiveException(
                $"No image can be loaded: there is no file '{file}'. Save one first.", file);
        var loaded = new List<string>();
        try
        {
            await foreach (var message in engine.LoadImagesAsync(SendAsync, cancellationToken).ConfigureAwait(false))
                if (message is EngineMessage.Layer layer)
                    reporter.Report(
                        new ProgressEvent.Layer(layer.Id, layer.Text, layer.CurrentBytes, layer.TotalBytes));
                else if (message is EngineMessage.Output output)
                    loaded.AddRange(Names(output.Text));
        }
        catch (EngineRequestException exception)
        {
            throw new ImageArchiveException(
                $"'{file}' was not loaded: {exception.Reason.Trim().TrimEnd('.')}. "
                + $"It has to be an archive with manifest.json for engine {engine.Version.ServerVersion}, "
                + "as 'docker save' writes it.",
                file,
                exception);
        }
        return await InspectAsync(engine, loaded, cancellationToken).ConfigureAwait(false);

        async Task SendAsync(Stream target, CancellationToken stop)
        {
            var source = File.OpenRead(file);
            await using (source.ConfigureAwait(false))
                await source.CopyToAsync(target, stop).ConfigureAwait(false);
        }
    }

    // The engine has no field for it.
    static IEnumerable<string> Names(string output) =>
        from line in output.Split('\n')
        from prefix in (string[])[Named, Unnamed]
        where line.StartsWith(prefix, StringComparison.Ordinal)
        select line[prefix.Length..].Trim();

    static async Task<IReadOnlyList<LoadedImage>> InspectAsync(
        DockerEngine engine, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var images = new List<LoadedImage>();
        foreach (var name in names)
            if (await engine.FindImageAsync(name, cancellationToken).ConfigureAwait(false) is { } image)
                images.Add(new LoadedImage(name == image.Id ? null : ImageReference.Parse(name), image.Id));
        return images;
    }
}
