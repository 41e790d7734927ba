namespace Nuke.Docker.Ownership;

/// <summary>NUKE's verbs for <see cref="LabelSweepSettings"/>. Each returns a changed copy; later values win.</summary>
public static class LabelSweepSettingsExtensions
{
    /// <inheritdoc cref="LabelSweepSettings.Labels"/>
    public static LabelSweepSettings AddLabels(
        this LabelSweepSettings settings, params IEnumerable<LabelFilter> labels) =>
        settings with { Labels = [.. settings.Labels, .. labels] };

    /// <inheritdoc cref="LabelSweepSettings.Labels"/>
    /// <exception cref="FormatException">One of the texts is not a label.</exception>
    public static LabelSweepSettings AddLabels(this LabelSweepSettings settings, params IEnumerable<string> labels) =>
        settings.AddLabels(labels.Select(LabelFilter.Parse));

    /// <inheritdoc cref="LabelSweepSettings.Labels"/>
    public static LabelSweepSettings ClearLabels(this LabelSweepSettings settings) => settings with { Labels = [] };

    /// <inheritdoc cref="LabelSweepSettings.IncludeRunning"/>
    public static LabelSweepSettings SetIncludeRunning(this LabelSweepSettings settings, bool includeRunning) =>
        settings with { IncludeRunning = includeRunning };

    /// <inheritdoc cref="LabelSweepSettings.IncludeRunning"/>
    public static LabelSweepSettings EnableIncludeRunning(this LabelSweepSettings settings) =>
        settings.SetIncludeRunning(true);

    /// <inheritdoc cref="LabelSweepSettings.DryRun"/>
    public static LabelSweepSettings SetDryRun(this LabelSweepSettings settings, bool dryRun) =>
        settings with { DryRun = dryRun };

    /// <inheritdoc cref="LabelSweepSettings.DryRun"/>
    public static LabelSweepSettings EnableDryRun(this LabelSweepSettings settings) => settings.SetDryRun(true);

    /// <inheritdoc cref="LabelSweepSettings.FailOnInUse"/>
    public static LabelSweepSettings SetFailOnInUse(this LabelSweepSettings settings, bool failOnInUse) =>
        settings with { FailOnInUse = failOnInUse };

    /// <inheritdoc cref="LabelSweepSettings.FailOnInUse"/>
    public static LabelSweepSettings EnableFailOnInUse(this LabelSweepSettings settings) =>
        settings.SetFailOnInUse(true);
}
