;; Steps of SGD on one neuron with activation s(v) = v for v > 0, slope * v otherwise, on given draws. Beside the iterate it keeps the average of
;; iterates with compensated sums, sums over the draws and, where that is asked for, over the full gradients. Every sum runs in the order of the
;; plain forms in neuron.ts, optimizer/average.ts, monte-carlo/drift.ts and monte-carlo/replicate-run.ts, so the bits are the same.
(module
  (memory (export "memory") 1)

  ;; Where things lie, in bytes; set by bind.
  (global $table (mut i32) (i32.const 0))     ;; 128 pairs: 2^(i/128), and the relative rest of it
  (global $x (mut i32) (i32.const 0))         ;; features by sample
  (global $row (mut i32) (i32.const 0))       ;; bytes of one sample's
  (global $end (mut i32) (i32.const 0))       ;; bytes of one number for each sample
  (global $negated (mut i32) (i32.const 0))   ;; -y_i
  (global $side (mut i32) (i32.const 0))      ;; 0 for a sample that is to be active, 8 for the others: 4 bytes
  (global $active (mut i32) (i32.const 0))    ;; 8 i for each sample i that is to be active
  (global $activeEnd (mut i32) (i32.const 0))
  (global $squares (mut i32) (i32.const 0))   ;; |x_i|^2
  (global $rates (mut i32) (i32.const 0))     ;; by step: eta_k that steps are taken with, and that sums are taken with
  (global $weights (mut i32) (i32.const 0))
  (global $draws (mut i32) (i32.const 0))     ;; by step: the sample drawn; 4 bytes
  (global $w (mut i32) (i32.const 0))
  (global $sum (mut i32) (i32.const 0))       ;; of the iterates so far, and what rounding has lost of it
  (global $lost (mut i32) (i32.const 0))
  (global $sums (mut i32) (i32.const 0))      ;; as Workbench.sums
  (global $extreme (mut i32) (i32.const 0))   ;; as SideRecord.extreme
  (global $moved (mut i32) (i32.const 0))     ;; as Drift.moved, .summed and .scalars
  (global $summed (mut i32) (i32.const 0))
  (global $scalars (mut i32) (i32.const 0))
  (global $weight (mut i32) (i32.const 0))    ;; exp(-y_i f(x_i))
  (global $gradient (mut i32) (i32.const 0))  ;; of the full loss at the iterate
  (global $loss (mut f64) (f64.const 0))      ;; as Drift.present
  (global $square (mut f64) (f64.const 0))
  (global $stirred (mut i32) (i32.const 1))   ;; whether w has moved since the full gradient was last taken
  (global $idle (mut i32) (i32.const 0))      ;; steps in a row that have moved nothing

  (func (export "bind")
    (param $table i32) (param $x i32) (param $row i32) (param $end i32) (param $negated i32) (param $side i32) (param $active i32)
    (param $activeEnd i32) (param $squares i32) (param $rates i32) (param $weights i32) (param $draws i32) (param $w i32) (param $sum i32)
    (param $lost i32) (param $sums i32) (param $extreme i32) (param $moved i32) (param $summed i32) (param $scalars i32)
    (param $weight i32) (param $gradient i32)
    (global.set $table (local.get $table))
    (global.set $x (local.get $x))
    (global.set $row (local.get $row))
    (global.set $end (local.get $end))
    (global.set $negated (local.get $negated))
    (global.set $side (local.get $side))
    (global.set $active (local.get $active))
    (global.set $activeEnd (local.get $activeEnd))
    (global.set $squares (local.get $squares))
    (global.set $rates (local.get $rates))
    (global.set $weights (local.get $weights))
    (global.set $draws (local.get $draws))
    (global.set $w (local.get $w))
    (global.set $sum (local.get $sum))
    (global.set $lost (local.get $lost))
    (global.set $sums (local.get $sums))
    (global.set $extreme (local.get $extreme))
    (global.set $moved (local.get $moved))
    (global.set $summed (local.get $summed))
    (global.set $scalars (local.get $scalars))
    (global.set $weight (local.get $weight))
    (global.set $gradient (local.get $gradient)))

  ;; To be called before the first step of a run.
  (func (export "begin")
    (global.set $stirred (i32.const 1))
    (global.set $idle (i32.const 0)))

  ;; include ../numerics/exp-one.wat

  ;; w.x of the sample whose features lie at $p.
  (func $along (param $p i32) (result f64)
    (local $q i32) (local $end i32) (local $sum f64)
    (local.set $q (global.get $w))
    (local.set $end (i32.add (local.get $p) (global.get $row)))
    (loop $feature
      (local.set $sum (f64.add (local.get $sum) (f64.mul (f64.load (local.get $q)) (f64.load (local.get $p)))))
      (local.set $q (i32.add (local.get $q) (i32.const 8)))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $feature (i32.lt_u (local.get $p) (local.get $end))))
    (local.get $sum))

  ;; Adds a multiple of the features at $p to a vector.
  (func $addMultiple (param $factor f64) (param $p i32) (param $into i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $p) (global.get $row)))
    (loop $feature
      (f64.store (local.get $into) (f64.add (f64.load (local.get $into)) (f64.mul (local.get $factor) (f64.load (local.get $p)))))
      (local.set $into (i32.add (local.get $into) (i32.const 8)))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $feature (i32.lt_u (local.get $p) (local.get $end)))))

  ;; The full gradient, loss and mean square at w; returns 0 when some |v| exceeds 700 or is NaN.
  (func $evaluate (param $slope f64) (param $perSample f64) (param $n f64) (result i32)
    (local $at i32) (local $p i32) (local $v f64) (local $derivative f64) (local $minus f64) (local $e f64) (local $loss f64) (local $square f64)
    (memory.fill (global.get $gradient) (i32.const 0) (global.get $row))
    (local.set $p (global.get $x))
    (loop $sample
      (local.set $v (call $along (local.get $p)))
      (if (i32.eqz (f64.le (f64.abs (local.get $v)) (f64.const 700))) (then (return (i32.const 0))))
      (local.set $minus (f64.load (i32.add (global.get $negated) (local.get $at))))
      (local.set $derivative (select (f64.const 1) (local.get $slope) (f64.gt (local.get $v) (f64.const 0))))
      (local.set $e (call $scaledExp
        (f64.mul (local.get $minus) (select (local.get $v) (f64.mul (local.get $slope) (local.get $v)) (f64.gt (local.get $v) (f64.const 0))))
        (i32.const 0)))
      (f64.store (i32.add (global.get $weight) (local.get $at)) (local.get $e))
      (if (f64.ne (local.get $derivative) (f64.const 0)) (then
        (call $addMultiple
          (f64.mul (f64.mul (f64.mul (local.get $minus) (local.get $derivative)) (local.get $perSample)) (local.get $e))
          (local.get $p) (global.get $gradient))))
      (local.set $p (i32.add (local.get $p) (global.get $row)))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $sample (i32.lt_u (local.get $at) (global.get $end))))
    (local.set $p (global.get $active))
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $p) (global.get $activeEnd)))
        (local.set $at (i32.load (local.get $p)))
        (local.set $e (f64.load (i32.add (global.get $weight) (local.get $at))))
        (local.set $loss (f64.add (local.get $loss) (local.get $e)))
        (local.set $square (f64.add (local.get $square)
          (f64.mul (f64.mul (local.get $e) (local.get $e)) (f64.load (i32.add (global.get $squares) (local.get $at))))))
        (local.set $p (i32.add (local.get $p) (i32.const 4)))
        (br $next)))
    (global.set $loss (f64.div (local.get $loss) (local.get $n)))
    (global.set $square (f64.div (local.get $square) (local.get $n)))
    (global.set $stirred (i32.const 0))
    (i32.const 1))

  ;; Takes w into the average.
  (func $addToAverage
    (local $at i32) (local $p i32) (local $term f64) (local $sum f64) (local $total f64)
    (loop $feature
      (local.set $term (f64.load (i32.add (global.get $w) (local.get $at))))
      (local.set $p (i32.add (global.get $sum) (local.get $at)))
      (local.set $sum (f64.load (local.get $p)))
      (local.set $total (f64.add (local.get $sum) (local.get $term)))
      (f64.store (local.get $p) (local.get $total))
      (local.set $p (i32.add (global.get $lost) (local.get $at)))
      (f64.store (local.get $p) (f64.add (f64.load (local.get $p)) (select
        (f64.add (f64.sub (local.get $sum) (local.get $total)) (local.get $term))
        (f64.add (f64.sub (local.get $term) (local.get $total)) (local.get $sum))
        (f64.ge (f64.abs (local.get $sum)) (f64.abs (local.get $term))))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $feature (i32.lt_u (local.get $at) (global.get $row)))))

  ;; Takes a step of this size along the full gradient into the drift.
  (func $addDrift (param $rate f64)
    (local $at i32) (local $p i32) (local $q i32) (local $slope f64) (local $along f64)
    (loop $feature
      (local.set $slope (f64.load (i32.add (global.get $gradient) (local.get $at))))
      (local.set $p (i32.add (global.get $moved) (local.get $at)))
      (local.set $q (i32.add (global.get $summed) (local.get $at)))
      (f64.store (local.get $q) (f64.add (f64.load (local.get $q)) (f64.load (local.get $p))))
      (f64.store (local.get $p) (f64.add (f64.load (local.get $p)) (f64.mul (local.get $rate) (local.get $slope))))
      (local.set $along (f64.add (local.get $along) (f64.mul (local.get $slope) (f64.load (i32.add (global.get $w) (local.get $at))))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $feature (i32.lt_u (local.get $at) (global.get $row))))
    (local.set $p (global.get $scalars))
    (f64.store (local.get $p) (f64.add (f64.load (local.get $p)) (f64.mul (f64.mul (f64.const 2) (local.get $rate)) (local.get $along))))
    (f64.store offset=8 (local.get $p) (f64.add (f64.load offset=8 (local.get $p)) (f64.mul (local.get $rate) (global.get $loss))))
    (f64.store offset=16 (local.get $p) (f64.add (f64.load offset=16 (local.get $p)) (f64.mul (f64.mul (local.get $rate) (local.get $rate)) (global.get $square))))
    (f64.store offset=24 (local.get $p) (f64.add (f64.load offset=24 (local.get $p)) (global.get $loss))))

  ;; Step k. Returns whether it moves w; -1 when the weight of the drawn sample is not within the range of exp-one.wat.
  (func $step (param $k i32) (param $slope f64) (result i32)
    (local $i i32) (local $p i32) (local $q i32) (local $end i32) (local $v f64) (local $derivative f64) (local $exponent f64) (local $e f64)
    (local $factor f64) (local $eta f64) (local $square f64)
    (local.set $i (i32.load (i32.add (global.get $draws) (i32.shl (local.get $k) (i32.const 2)))))
    (local.set $p (i32.add (global.get $x) (i32.mul (local.get $i) (global.get $row))))
    (local.set $v (call $along (local.get $p)))
    (local.set $q (i32.load (i32.add (global.get $side) (i32.shl (local.get $i) (i32.const 2)))))
    (local.set $e (f64.load (i32.add (global.get $extreme) (local.get $q))))
    (if (i32.eqz (select (f64.le (local.get $v) (local.get $e)) (f64.ge (local.get $v) (local.get $e)) (local.get $q)))
      (then (f64.store (i32.add (global.get $extreme) (local.get $q)) (local.get $v))))
    (local.set $derivative (select (f64.const 1) (local.get $slope) (f64.gt (local.get $v) (f64.const 0))))
    (if (f64.eq (local.get $derivative) (f64.const 0)) (then (return (i32.const 0))))
    (local.set $factor (f64.load (i32.add (global.get $negated) (i32.shl (local.get $i) (i32.const 3)))))
    (local.set $exponent (f64.mul (local.get $factor) (f64.mul (local.get $derivative) (local.get $v))))
    (if (i32.eqz (f64.le (f64.abs (local.get $exponent)) (f64.const 700))) (then (return (i32.const -1))))
    (local.set $e (call $scaledExp (local.get $exponent) (i32.const 0)))
    (local.set $factor (f64.mul (f64.mul (local.get $factor) (local.get $derivative)) (local.get $e)))
    (local.set $eta (f64.load (i32.add (global.get $rates) (i32.shl (local.get $k) (i32.const 3)))))
    (local.set $q (global.get $w))
    (local.set $end (i32.add (local.get $p) (global.get $row)))
    (loop $feature
      (local.set $v (f64.mul (local.get $factor) (f64.load (local.get $p))))
      (local.set $square (f64.add (local.get $square) (f64.mul (local.get $v) (local.get $v))))
      (f64.store (local.get $q) (f64.sub (f64.load (local.get $q)) (f64.mul (local.get $eta) (local.get $v))))
      (local.set $q (i32.add (local.get $q) (i32.const 8)))
      (local.set $p (i32.add (local.get $p) (i32.const 8)))
      (br_if $feature (i32.lt_u (local.get $p) (local.get $end))))
    (if (i32.eqz (f64.gt (local.get $square) (f64.const 0))) (then (return (i32.const 0))))
    (local.set $v (f64.load (i32.add (global.get $weights) (i32.shl (local.get $k) (i32.const 3)))))
    (local.set $p (global.get $sums))
    (f64.store (local.get $p) (f64.add (f64.load (local.get $p)) (f64.mul (local.get $v) (local.get $e))))
    (f64.store offset=8 (local.get $p) (f64.add (f64.load offset=8 (local.get $p)) (f64.mul (local.get $v) (f64.sqrt (local.get $square)))))
    (f64.store offset=16 (local.get $p) (f64.add (f64.load offset=16 (local.get $p)) (f64.mul (f64.mul (local.get $v) (local.get $v)) (local.get $square))))
    (i32.const 1))

  ;; Takes the steps from k to $to, fewer where $mostIdle in a row have moved nothing; with the drift where $n, the number of samples, is not 0.
  ;; Returns how far it has come; -1 where some weight is not within the range of exp-one.wat.
  (func (export "take") (param $k i32) (param $to i32) (param $slope f64) (param $perSample f64) (param $n f64) (param $mostIdle i32) (result i32)
    (local $moves i32)
    (block $paused
      (loop $next
        (br_if $paused (i32.ge_u (local.get $k) (local.get $to)))
        (if (f64.ne (local.get $n) (f64.const 0)) (then
          (if (global.get $stirred) (then
            (if (i32.eqz (call $evaluate (local.get $slope) (local.get $perSample) (local.get $n))) (then (return (i32.const -1))))))
          (call $addDrift (f64.load (i32.add (global.get $weights) (i32.shl (local.get $k) (i32.const 3)))))))
        (call $addToAverage)
        (local.set $moves (call $step (local.get $k) (local.get $slope)))
        (if (i32.lt_s (local.get $moves) (i32.const 0)) (then (return (i32.const -1))))
        (local.set $k (i32.add (local.get $k) (i32.const 1)))
        (if (local.get $moves)
          (then
            (global.set $stirred (i32.const 1))
            (global.set $idle (i32.const 0))
            (br $next)))
        (global.set $idle (i32.add (global.get $idle) (i32.const 1)))
        (br_if $next (i32.lt_u (global.get $idle) (local.get $mostIdle)))
        (global.set $idle (i32.const 0))))
    (local.get $k)))
