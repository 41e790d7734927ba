using Nuke.Docker.Dockerfiles.Substitution;

namespace Nuke.Docker.Dockerfiles;

/// <summary>Goes through a stage from top to bottom, as BuildKit does, and keeps what the file alone tells.</summary>
/// <remarks>
/// ARG and ENV share one name space in which the later one wins, and a stage goes on with the variables of the stage it
/// is based on. The classic builder differs in both: there ENV always wins, and ARG ends with its stage.
/// </remarks>
sealed class StageWalk
{
    readonly ResolveContext _context;
    readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    readonly List<Instruction> _instructions = [];

    public StageWalk(ResolvedStage stage, ResolveContext context)
    {
        _context = context;
        Scope = new(context.File.SourceName, context.File.Directives.Escape);
        Begin(stage);
        foreach (var instruction in Triggers(stage.BaseStage).Concat(stage.Stage.Instructions))
        {
            var resolved = instruction.Resolve(Scope);
            _instructions.Add(resolved);
            Apply(resolved);
        }
    }

    public VariableScope Scope { get; }

    public IReadOnlyList<Instruction> Instructions => _instructions;

    public IReadOnlyDictionary<string, string> Environment => _environment;

    public IReadOnlyDictionary<string, string> Labels => _labels;

    public string? WorkingDirectory { get; private set; }

    public string? User { get; private set; }

    public IReadOnlyList<Word> ContextSources =>
    [
        .. _instructions.OfType<Instruction.FileTransfer>()
            .Where(transfer => transfer is not Instruction.Copy { Origin: not null })
            .SelectMany(
                transfer => transfer.Sources.Where(
                    source => transfer is Instruction.Copy || !RemoteSource.Is(source.Text))),
    ];

    void Begin(ResolvedStage stage)
    {
        switch (stage.Base)
        {
            case ImageSource.OfStage:
                Continue(stage.BaseStage!.Walk);
                break;
            case ImageSource.Image image when _context.Inputs.BaseEnvironment(image.Name) is { } environment:
                SetEnvironment(environment);
                AddDefaultPath();
                break;
            case ImageSource.Scratch:
                (WorkingDirectory, User) = ("/", "");
                AddDefaultPath();
                break;
        }
    }

    void Continue(StageWalk walk)
    {
        Scope.AddRange(walk.Scope.Values);
        SetEnvironment(walk._environment);
        foreach (var (name, value) in walk._labels)
            _labels[name] = value;
        (WorkingDirectory, User) = (walk.WorkingDirectory, walk.User);
    }

    /// <summary>Only those that the base stage itself declares: they fire once.</summary>
    static IEnumerable<Instruction> Triggers(ResolvedStage? baseStage) =>
        baseStage?.Stage.Instructions.OfType<Instruction.OnBuild>().Select(trigger => trigger.Trigger()) ?? [];

    void Apply(Instruction instruction)
    {
        switch (instruction)
        {
            case Instruction.Arg argument:
                foreach (var declaration in argument.Declarations)
                    Declare(declaration);
                break;
            case Instruction.Env variables:
                SetEnvironment(variables.Assignments.Select(one => KeyValuePair.Create(one.Name.Text, one.Value.Text)));
                break;
            case Instruction.Label labels:
                foreach (var (name, value, _) in labels.Assignments)
                    _labels[name.Text] = value.Text;
                break;
            case Instruction.Workdir directory:
                WorkingDirectory = ContainerPath.Combine(WorkingDirectory, directory.Path.Text);
                break;
            case Instruction.User user:
                User = user.Name.Text;
                break;
        }
    }

    void Declare(ArgumentDeclaration declaration)
    {
        var name = declaration.Name.Text;
        var value = _context.Inputs.BuildArguments.GetValueOrDefault(name)
            ?? Scope.ExpandOptional(declaration.Default)?.Text
            ?? _context.Global[name];
        if (value != null)
            Scope[name] = value;
    }

    void SetEnvironment(IEnumerable<KeyValuePair<string, string>> variables)
    {
        foreach (var (name, value) in variables)
        {
            Scope[name] = value;
            _environment[name] = value;
        }
    }

    void AddDefaultPath()
    {
        if (Scope["PATH"] == null)
            SetEnvironment([new("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin")]);
    }
}
