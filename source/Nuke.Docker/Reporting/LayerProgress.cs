using System.Collections.Concurrent;
using Nuke.Docker.Progress;

namespace Nuke.Docker.Reporting;

/// <summary>Thins out the progress of layers: a log gets a line at each quarter, and after 30 silent seconds.</summary>
sealed class LayerProgress(TimeProvider time)
{
    static readonly TimeSpan _silence = TimeSpan.FromSeconds(30);

    readonly ConcurrentDictionary<(string Layer, string Status), (int Quarter, DateTimeOffset At)> _shown = new();

    /// <returns>The line to show; <see langword="null"/>: none.</returns>
    public string? Describe(ProgressEvent.Layer layer)
    {
        if (layer.TotalBytes is not > 0 || layer.CurrentBytes is not { } current)
            return null;
        var key = (layer.Id, layer.Status);
        var quarter = (int)(Math.Min(current, layer.TotalBytes.Value) * 4 / layer.TotalBytes.Value);
        var now = time.GetUtcNow();
        var isFirst = !_shown.TryGetValue(key, out var last);
        if (!isFirst && quarter <= last.Quarter && now - last.At < _silence)
            return null;
        _shown[key] = (quarter, now);
        return isFirst && quarter == 0
            ? null
            : $"{layer.Id}: {layer.Status} {quarter * 25} % of {ByteSize.Format(layer.TotalBytes.Value)}";
    }
}
