using Nuke.Docker.Dockerfiles;

namespace Nuke.Docker.Engine.Tests.Dockerfiles;

/// <summary>Applies a stage's instructions, and those of the stages below, as a builder applies them to an
/// image.</summary>
sealed class ImageConfiguration
{
    readonly SortedSet<string> _ports = new(StringComparer.Ordinal);
    readonly SortedSet<string> _volumes = new(StringComparer.Ordinal);
    readonly List<string> _triggers = [];

    public ImageConfiguration(ResolvedStage stage)
    {
        if (stage.BaseStage is { } baseStage)
            Continue(new(baseStage));
        var hasCommand = false;
        foreach (var instruction in stage.Instructions)
        {
            if (instruction is Instruction.Entrypoint && !hasCommand)
                Command = [];
            hasCommand |= instruction is Instruction.Cmd;
            Apply(instruction);
        }
    }

    public IEnumerable<string> Ports => _ports;

    public IEnumerable<string> Volumes => _volumes;

    public IEnumerable<string> Triggers => _triggers;

    public string? StopSignal { get; private set; }

    public IReadOnlyList<string> Shell { get; private set; } = [];

    public IReadOnlyList<string> Entrypoint { get; private set; } = [];

    public IReadOnlyList<string> Command { get; private set; } = [];

    public string Healthcheck { get; private set; } = "";

    /// <summary>Everything but the triggers, which have fired.</summary>
    void Continue(ImageConfiguration other)
    {
        _ports.UnionWith(other.Ports);
        _volumes.UnionWith(other.Volumes);
        (StopSignal, Shell, Entrypoint, Command, Healthcheck) =
            (other.StopSignal, other.Shell, other.Entrypoint, other.Command, other.Healthcheck);
    }

    void Apply(Instruction instruction)
    {
        switch (instruction)
        {
            case Instruction.Expose expose:
                _ports.UnionWith(expose.Ports.SelectMany(port => ExposedPorts.Parse(port.Text)));
                break;
            case Instruction.Volume volume:
                _volumes.UnionWith(volume.Paths.Select(path => path.Text));
                break;
            case Instruction.OnBuild trigger:
                _triggers.Add(trigger.Expression);
                break;
            case Instruction.StopSignal signal:
                StopSignal = signal.Signal.Text;
                break;
            case Instruction.Shell shell:
                Shell = [.. shell.Words.Select(word => word.Text)];
                break;
            case Instruction.Entrypoint entrypoint:
                Entrypoint = Arguments(entrypoint.Command);
                break;
            case Instruction.Cmd command:
                Command = Arguments(command.Command);
                break;
            case Instruction.Healthcheck check:
                Healthcheck = Health(check);
                break;
        }
    }

    string[] Arguments(CommandLine command) => command.IsExecForm
        ? [.. command.Words.Select(word => word.Text)]
        : [.. Shell.DefaultIfEmpty("/bin/sh").Concat(Shell.Count == 0 ? ["-c"] : []), command.ToString()];

    static string Health(Instruction.Healthcheck check) => check.Command is not { } command
        ? ImageView.Health(["NONE"], 0, 0, 0, 0, 0)
        : ImageView.Health(
            [command.IsExecForm ? "CMD" : "CMD-SHELL", .. command.Words.Select(word => word.Text)],
            [.. new[] { check.Interval, check.Timeout, check.StartPeriod, check.StartInterval }
                .Select(duration => duration.Ticks * TimeSpan.NanosecondsPerTick), check.Retries]);
}
