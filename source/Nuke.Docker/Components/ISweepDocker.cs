using Nuke.Common;
using Nuke.Common.Tooling;
using Nuke.Common.Utilities.Collections;
using Nuke.Docker.Ownership;
using Nuke.Docker.Reporting;

namespace Nuke.Docker.Components;

/// <summary>Lists and removes containers and images by label.</summary>
public interface ISweepDocker : IHazDockerEngine
{
    /// <summary>The labels that something has to bear, all of them.</summary>
    /// <value>None by default, and then the targets refuse to run: without a label everything would go.</value>
    [Parameter("Labels of what is listed or removed, such as purpose=practice")]
    string[]? SweepLabel => TryGetValue(() => SweepLabel);

    /// <summary>Whether it is only told what would be removed.</summary>
    [CheckedParameter("Tells what would be removed, and removes nothing")]
    bool SweepDryRun => TryGetValue<bool?>(() => SweepDryRun) ?? false;

    /// <summary>Whether containers are removed that run.</summary>
    [CheckedParameter("Removes running containers too")]
    bool SweepRunning => TryGetValue<bool?>(() => SweepRunning) ?? false;

    /// <summary>Lists what bears the labels.</summary>
    Target ListDocker => _ => _
        .Description("Lists containers and images by --sweep-label")
        .Requires(() => SweepLabel)
        .Executes(async () =>
        {
            var settings = ConfiguredSweep;
            var found =
                await this.OnDockerEngineAsync((engine, stop) => LabelSearch.RunAsync(engine, settings.Labels, stop));
            SweepLog.Found(found, settings.Labels);
        });

    /// <summary>Removes what bears the labels.</summary>
    Target SweepDocker => _ => _
        .Description("Removes containers and images by --sweep-label")
        .Requires(() => SweepLabel)
        .TryAfter<ISweepDocker>(build => build.ListDocker)
        .Executes(async () =>
        {
            var settings = ConfiguredSweep;
            var report = await this.OnDockerEngineAsync((engine, stop) => LabelSweep.RunAsync(engine, settings, stop));
            SweepLog.Swept(report, settings.Labels);
            ReportSummary(_ => _.AddPair(report.IsDryRun ? "Would remove" : "Removed", SweepLog.Describe(report)));
        });

    /// <summary>What the command line says.</summary>
    sealed Configure<LabelSweepSettings> SweepDockerSettingsBase => settings => DockerParameters.Apply(this, settings);

    /// <summary>What the build changes about it. Applied last.</summary>
    Configure<LabelSweepSettings> SweepDockerSettings => _ => _;

    internal sealed LabelSweepSettings ConfiguredSweep =>
        SweepDockerSettings(SweepDockerSettingsBase(LabelSweepSettings.Default));
}
