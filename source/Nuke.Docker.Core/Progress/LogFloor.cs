namespace Nuke.Docker.Progress;

/// <summary>One log for images that are worked on side by side: one at a time has the floor, so that no line of another
/// stands between lines that belong together.</summary>
/// <remarks>
/// <code>
/// shop   Begin  a1     a2            End   the turn of shop's step
/// mail      b1     b2     b3               waits
/// base               c1                    waits
/// log    a1        a2                      b1 b2 b3 c1
/// </code>
/// Whoever asked first has the next turn. A line that belongs to no others is a turn by itself. What waits is held in
/// memory, and written as soon as nobody has the floor.
/// </remarks>
/// <param name="write">Writes a line; never called by two threads at once.</param>
sealed class LogFloor(Action<LogLine> write)
{
    readonly Lock _lock = new();
    readonly Queue<Turn> _turns = new();
    bool _isFlushed;

    /// <summary>Lets one more image speak.</summary>
    public Speaker Enter() => new(this);

    /// <summary>Writes what waits, and from now on whatever comes at once, at the price of the order: whoever has the
    /// floor may not be heard of again.</summary>
    public void Flush()
    {
        lock (_lock)
        {
            _isFlushed = true;
            foreach (var turn in _turns)
                turn.IsOver = true;
            Proceed();
        }
    }

    /// <summary>The turn in front has the floor.</summary>
    void Proceed()
    {
        while (_turns.TryPeek(out var turn))
        {
            while (turn.Lines.TryDequeue(out var line))
                write(line);
            if (!turn.IsOver)
                return;
            _turns.Dequeue();
        }
    }

    sealed class Turn
    {
        public Queue<LogLine> Lines { get; } = new();

        public bool IsOver { get; set; }
    }

    /// <summary>Who writes the lines of one image.</summary>
    public sealed class Speaker : IDisposable
    {
        readonly LogFloor _floor;
        Turn? _turn;

        internal Speaker(LogFloor floor) => _floor = floor;

        /// <summary>Asks for the floor, and keeps it until <see cref="End"/>.</summary>
        /// <param name="lines">The first lines of those that belong together.</param>
        public void Begin(params IEnumerable<LogLine> lines)
        {
            lock (_floor._lock)
            {
                EndTurn();
                _turn = new Turn { IsOver = _floor._isFlushed };
                _floor._turns.Enqueue(_turn);
                Say(_turn, lines);
            }
        }

        /// <summary>Writes lines of the turn that has begun, or else by themselves.</summary>
        public void Write(params IEnumerable<LogLine> lines)
        {
            lock (_floor._lock)
            {
                if (_turn is { IsOver: false })
                {
                    Say(_turn, lines);
                    return;
                }

                var turn = new Turn { IsOver = true };
                _floor._turns.Enqueue(turn);
                Say(turn, lines);
            }
        }

        /// <summary>Leaves the floor to the next one.</summary>
        public void End()
        {
            lock (_floor._lock)
            {
                EndTurn();
                _floor.Proceed();
            }
        }

        /// <inheritdoc cref="End"/>
        public void Dispose() => End();

        void EndTurn()
        {
            if (_turn is not null)
                _turn.IsOver = true;
            _turn = null;
        }

        void Say(Turn turn, IEnumerable<LogLine> lines)
        {
            foreach (var line in lines)
                turn.Lines.Enqueue(line);
            _floor.Proceed();
        }
    }
}
