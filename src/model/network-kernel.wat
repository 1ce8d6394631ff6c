;; The full loss of a network f(x) = sum_k v_k max(0, w_k.x): value and gradient at W, and steps of gradient descent.
;;
;; Two samples share a vector in the inner products (x stands transposed, eight samples a block), two coordinates in the gradient; every
;; sum runs in the order of the samples, coordinates or neurons, as the plain form in network.ts sums, so the bits are the same. A neuron
;; that does not act on a sample adds 0 to its gradient, which is never -0.
(module
  (memory (export "memory") 1)

  ;; Where things lie, in bytes; set by bind. Beyond their numbers all areas hold zeros.
  (global $n (mut i32) (i32.const 0))
  (global $features (mut i32) (i32.const 0))      ;; 8 d
  (global $rowBytes (mut i32) (i32.const 0))      ;; d rounded up to a multiple of four, times 8
  (global $sampleBytes (mut i32) (i32.const 0))   ;; n rounded up to a multiple of eight, times 8
  (global $table (mut i32) (i32.const 0))         ;; 128 pairs: 2^(i/128), and the relative rest of it
  (global $w (mut i32) (i32.const 0))             ;; a row for each neuron, of an even number of neurons
  (global $blocks (mut i32) (i32.const 0))        ;; x in blocks of eight samples, coordinate by coordinate
  (global $rows (mut i32) (i32.const 0))          ;; x row by row
  (global $negated (mut i32) (i32.const 0))       ;; -y_i
  (global $v (mut i32) (i32.const 0))             ;; output weights
  (global $vEnd (mut i32) (i32.const 0))
  (global $preactivation (mut i32) (i32.const 0)) ;; w_k.x_i, neuron by neuron
  (global $scale (mut i32) (i32.const 0))         ;; what x_i is multiplied by in the gradient of w_k, neuron by neuron
  (global $weight (mut i32) (i32.const 0))
  (global $gradient (mut i32) (i32.const 0))      ;; like w

  (func (export "bind")
    (param $n i32) (param $features i32) (param $rowBytes i32) (param $sampleBytes i32) (param $table i32) (param $w i32)
    (param $blocks i32) (param $rows i32) (param $negated i32) (param $v i32) (param $vEnd i32)
    (param $preactivation i32) (param $scale i32) (param $weight i32) (param $gradient i32)
    (global.set $n (local.get $n))
    (global.set $features (local.get $features))
    (global.set $rowBytes (local.get $rowBytes))
    (global.set $sampleBytes (local.get $sampleBytes))
    (global.set $table (local.get $table))
    (global.set $w (local.get $w))
    (global.set $blocks (local.get $blocks))
    (global.set $rows (local.get $rows))
    (global.set $negated (local.get $negated))
    (global.set $v (local.get $v))
    (global.set $vEnd (local.get $vEnd))
    (global.set $preactivation (local.get $preactivation))
    (global.set $scale (local.get $scale))
    (global.set $weight (local.get $weight))
    (global.set $gradient (local.get $gradient)))

  ;; include ../numerics/exp-pair.wat

  ;; Fills preactivation, weight and scale at W. Returns 0, with nothing of use, when some |f(x_i)| exceeds 700 or is NaN.
  (func $forward (result i32)
    (local $at i32) (local $end i32) (local $p i32) (local $q i32) (local $row i32) (local $block i32) (local $to i32) (local $k i32)
    (local $inside v128) (local $wj v128) (local $vk v128) (local $e v128) (local $samples v128)
    (local $u0 v128) (local $u1 v128) (local $u2 v128) (local $u3 v128)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    ;; Outputs and exponents, eight samples a turn.
    (local.set $inside (v128.const i64x2 -1 -1))
    (local.set $block (global.get $blocks))
    (local.set $end (i32.shl (global.get $n) (i32.const 3)))
    (loop $blocks
      (local.set $f0 (v128.const f64x2 0 0))
      (local.set $f1 (v128.const f64x2 0 0))
      (local.set $f2 (v128.const f64x2 0 0))
      (local.set $f3 (v128.const f64x2 0 0))
      (local.set $to (i32.add (global.get $preactivation) (local.get $at)))
      (local.set $row (global.get $w))
      (local.set $k (global.get $v))
      (loop $neuron
        (local.set $u0 (v128.const f64x2 0 0))
        (local.set $u1 (v128.const f64x2 0 0))
        (local.set $u2 (v128.const f64x2 0 0))
        (local.set $u3 (v128.const f64x2 0 0))
        (local.set $p (local.get $block))
        (local.set $q (local.get $row))
        (loop $coordinate
          (local.set $wj (v128.load64_splat (local.get $q)))
          (local.set $u0 (f64x2.add (local.get $u0) (f64x2.mul (local.get $wj) (v128.load (local.get $p)))))
          (local.set $u1 (f64x2.add (local.get $u1) (f64x2.mul (local.get $wj) (v128.load offset=16 (local.get $p)))))
          (local.set $u2 (f64x2.add (local.get $u2) (f64x2.mul (local.get $wj) (v128.load offset=32 (local.get $p)))))
          (local.set $u3 (f64x2.add (local.get $u3) (f64x2.mul (local.get $wj) (v128.load offset=48 (local.get $p)))))
          (local.set $p (i32.add (local.get $p) (i32.const 64)))
          (local.set $q (i32.add (local.get $q) (i32.const 8)))
          (br_if $coordinate (i32.lt_u (local.get $q) (i32.add (local.get $row) (global.get $features)))))
        (v128.store (local.get $to) (local.get $u0))
        (v128.store offset=16 (local.get $to) (local.get $u1))
        (v128.store offset=32 (local.get $to) (local.get $u2))
        (v128.store offset=48 (local.get $to) (local.get $u3))
        ;; pmax keeps NaN, and a -0 that it keeps changes no sum.
        (local.set $vk (v128.load64_splat (local.get $k)))
        (local.set $f0 (f64x2.add (local.get $f0) (f64x2.mul (local.get $vk) (f64x2.pmax (local.get $u0) (v128.const f64x2 0 0)))))
        (local.set $f1 (f64x2.add (local.get $f1) (f64x2.mul (local.get $vk) (f64x2.pmax (local.get $u1) (v128.const f64x2 0 0)))))
        (local.set $f2 (f64x2.add (local.get $f2) (f64x2.mul (local.get $vk) (f64x2.pmax (local.get $u2) (v128.const f64x2 0 0)))))
        (local.set $f3 (f64x2.add (local.get $f3) (f64x2.mul (local.get $vk) (f64x2.pmax (local.get $u3) (v128.const f64x2 0 0)))))
        (local.set $to (i32.add (local.get $to) (global.get $sampleBytes)))
        (local.set $row (i32.add (local.get $row) (global.get $rowBytes)))
        (local.set $k (i32.add (local.get $k) (i32.const 8)))
        (br_if $neuron (i32.lt_u (local.get $k) (global.get $vEnd))))
      (local.set $block (local.get $p))
      (local.set $p (i32.add (global.get $negated) (local.get $at)))
      (local.set $q (i32.add (global.get $weight) (local.get $at)))
      (v128.store (local.get $q) (f64x2.mul (v128.load (local.get $p)) (local.get $f0)))
      (v128.store offset=16 (local.get $q) (f64x2.mul (v128.load offset=16 (local.get $p)) (local.get $f1)))
      (v128.store offset=32 (local.get $q) (f64x2.mul (v128.load offset=32 (local.get $p)) (local.get $f2)))
      (v128.store offset=48 (local.get $q) (f64x2.mul (v128.load offset=48 (local.get $p)) (local.get $f3)))
      (local.set $inside (v128.and (local.get $inside) (v128.and
        (v128.and
          (f64x2.le (f64x2.abs (local.get $f0)) (v128.const f64x2 700 700))
          (f64x2.le (f64x2.abs (local.get $f1)) (v128.const f64x2 700 700)))
        (v128.and
          (f64x2.le (f64x2.abs (local.get $f2)) (v128.const f64x2 700 700))
          (f64x2.le (f64x2.abs (local.get $f3)) (v128.const f64x2 700 700))))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $blocks (i32.lt_u (local.get $at) (local.get $end))))
    (if (i32.eqz (i64x2.all_true (local.get $inside))) (then (return (i32.const 0))))

    ;; Weights and scales, two samples a turn.
    (local.set $samples (f64x2.splat (f64.convert_i32_s (global.get $n))))
    (local.set $at (i32.const 0))
    (loop $pair
      (local.set $q (i32.add (global.get $weight) (local.get $at)))
      (local.set $e (call $exp (v128.load (local.get $q)) (global.get $table)))
      (v128.store (local.get $q) (local.get $e))
      (local.set $e (f64x2.div (f64x2.mul (v128.load (i32.add (global.get $negated) (local.get $at))) (local.get $e)) (local.get $samples)))
      (local.set $p (i32.add (global.get $preactivation) (local.get $at)))
      (local.set $to (i32.add (global.get $scale) (local.get $at)))
      (local.set $k (global.get $v))
      (loop $neuron
        (v128.store (local.get $to) (v128.and
          (f64x2.mul (local.get $e) (v128.load64_splat (local.get $k)))
          (f64x2.gt (v128.load (local.get $p)) (v128.const f64x2 0 0))))
        (local.set $p (i32.add (local.get $p) (global.get $sampleBytes)))
        (local.set $to (i32.add (local.get $to) (global.get $sampleBytes)))
        (local.set $k (i32.add (local.get $k) (i32.const 8)))
        (br_if $neuron (i32.lt_u (local.get $k) (global.get $vEnd))))
      (local.set $at (i32.add (local.get $at) (i32.const 16)))
      (br_if $pair (i32.lt_u (local.get $at) (local.get $end))))
    (i32.const 1))

  ;; Fills gradient from scale and takes a step W - eta * gradient. Returns 0 where the gradient is 0, which leaves W as it is, 1 where a
  ;; parameter has left the range of float64, 2 otherwise.
  (func $backward (param $eta f64) (result i32)
    (local $s i32) (local $p i32) (local $end i32) (local $column i32) (local $row i32) (local $of i32) (local $neuron i32)
    (local $a v128) (local $b v128) (local $x v128) (local $y v128)
    (local $a0 v128) (local $a1 v128) (local $b0 v128) (local $b1 v128)
    (local $etas v128) (local $any v128) (local $finite v128)
    (local.set $etas (f64x2.splat (local.get $eta)))
    (local.set $finite (v128.const i64x2 -1 -1))
    (local.set $of (global.get $scale))
    (local.set $neuron (global.get $v))
    (loop $neurons
      (local.set $column (i32.const 0))
      (local.set $end (i32.add (local.get $of) (i32.shl (global.get $n) (i32.const 3))))
      (loop $columns
        (local.set $a0 (v128.const f64x2 0 0))
        (local.set $a1 (v128.const f64x2 0 0))
        (local.set $b0 (v128.const f64x2 0 0))
        (local.set $b1 (v128.const f64x2 0 0))
        (local.set $s (local.get $of))
        (local.set $p (i32.add (global.get $rows) (local.get $column)))
        (loop $sample
          (local.set $a (v128.load64_splat (local.get $s)))
          (local.set $b (v128.load64_splat (i32.add (local.get $s) (global.get $sampleBytes))))
          (local.set $x (v128.load (local.get $p)))
          (local.set $y (v128.load offset=16 (local.get $p)))
          (local.set $a0 (f64x2.add (local.get $a0) (f64x2.mul (local.get $a) (local.get $x))))
          (local.set $a1 (f64x2.add (local.get $a1) (f64x2.mul (local.get $a) (local.get $y))))
          (local.set $b0 (f64x2.add (local.get $b0) (f64x2.mul (local.get $b) (local.get $x))))
          (local.set $b1 (f64x2.add (local.get $b1) (f64x2.mul (local.get $b) (local.get $y))))
          (local.set $s (i32.add (local.get $s) (i32.const 8)))
          (local.set $p (i32.add (local.get $p) (global.get $rowBytes)))
          (br_if $sample (i32.lt_u (local.get $s) (local.get $end))))
        (local.set $any (v128.or (local.get $any) (v128.or
          (v128.or (f64x2.ne (local.get $a0) (v128.const f64x2 0 0)) (f64x2.ne (local.get $a1) (v128.const f64x2 0 0)))
          (v128.or (f64x2.ne (local.get $b0) (v128.const f64x2 0 0)) (f64x2.ne (local.get $b1) (v128.const f64x2 0 0))))))
        (local.set $p (i32.add (i32.add (global.get $gradient) (local.get $row)) (local.get $column)))
        (v128.store (local.get $p) (local.get $a0))
        (v128.store offset=16 (local.get $p) (local.get $a1))
        (local.set $s (i32.add (local.get $p) (global.get $rowBytes)))
        (v128.store (local.get $s) (local.get $b0))
        (v128.store offset=16 (local.get $s) (local.get $b1))
        (local.set $p (i32.add (i32.add (global.get $w) (local.get $row)) (local.get $column)))
        (local.set $s (i32.add (local.get $p) (global.get $rowBytes)))
        (local.set $a0 (f64x2.sub (v128.load (local.get $p)) (f64x2.mul (local.get $etas) (local.get $a0))))
        (local.set $a1 (f64x2.sub (v128.load offset=16 (local.get $p)) (f64x2.mul (local.get $etas) (local.get $a1))))
        (local.set $b0 (f64x2.sub (v128.load (local.get $s)) (f64x2.mul (local.get $etas) (local.get $b0))))
        (local.set $b1 (f64x2.sub (v128.load offset=16 (local.get $s)) (f64x2.mul (local.get $etas) (local.get $b1))))
        (v128.store (local.get $p) (local.get $a0))
        (v128.store offset=16 (local.get $p) (local.get $a1))
        (v128.store (local.get $s) (local.get $b0))
        (v128.store offset=16 (local.get $s) (local.get $b1))
        (local.set $finite (v128.and (local.get $finite) (v128.and
          (v128.and
            (f64x2.lt (f64x2.abs (local.get $a0)) (v128.const f64x2 inf inf))
            (f64x2.lt (f64x2.abs (local.get $a1)) (v128.const f64x2 inf inf)))
          (v128.and
            (f64x2.lt (f64x2.abs (local.get $b0)) (v128.const f64x2 inf inf))
            (f64x2.lt (f64x2.abs (local.get $b1)) (v128.const f64x2 inf inf))))))
        (local.set $column (i32.add (local.get $column) (i32.const 32)))
        (br_if $columns (i32.lt_u (local.get $column) (global.get $rowBytes))))
      (local.set $of (i32.add (local.get $of) (i32.shl (global.get $sampleBytes) (i32.const 1))))
      (local.set $row (i32.add (local.get $row) (i32.shl (global.get $rowBytes) (i32.const 1))))
      (local.set $neuron (i32.add (local.get $neuron) (i32.const 16)))
      (br_if $neurons (i32.lt_u (local.get $neuron) (global.get $vEnd))))
    (if (i32.eqz (v128.any_true (local.get $any))) (then (return (i32.const 0))))
    (i32.add (i32.const 1) (i64x2.all_true (local.get $finite))))

  ;; Fills preactivation, weight and gradient at W. Returns 0, with nothing of use, when some |f(x_i)| exceeds 700 or is NaN.
  (func (export "evaluate") (result i32)
    (if (i32.eqz (call $forward)) (then (return (i32.const 0))))
    (drop (call $backward (f64.const 0)))
    (i32.const 1))

  ;; Takes up to $steps steps W - eta * gradient in place; returns how many. It stops early where $forward gives 0, where the gradient is
  ;; 0, and after a step that leaves the range of float64.
  (func (export "descend") (param $eta f64) (param $steps i32) (result i32)
    (local $taken i32) (local $outcome i32)
    (block $stop
      (loop $step
        (br_if $stop (i32.ge_u (local.get $taken) (local.get $steps)))
        (br_if $stop (i32.eqz (call $forward)))
        (local.set $outcome (call $backward (local.get $eta)))
        (br_if $stop (i32.eqz (local.get $outcome)))
        (local.set $taken (i32.add (local.get $taken) (i32.const 1)))
        (br_if $step (i32.eq (local.get $outcome) (i32.const 2)))))
    (local.get $taken)))
