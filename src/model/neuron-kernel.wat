;; The full loss of one neuron with activation s(v) = v for v > 0, slope * v otherwise: value and gradient at w.
;;
;; Two samples share a vector in the inner products (x stands transposed, eight samples a block), two coordinates in the
;; gradient; every sum runs in the order of the samples or coordinates, as the plain form in neuron.ts sums, so the bits
;; are the same. Samples that do not act (slope 0, v <= 0) cost an inner product only: the others queue up.
(module
  (memory (export "memory") 1)

  ;; Where things lie, in bytes; set by bind.
  (global $n (mut i32) (i32.const 0))
  (global $rowBytes (mut i32) (i32.const 0))   ;; d rounded up to even, times 8
  (global $wEnd (mut i32) (i32.const 0))
  (global $table (mut i32) (i32.const 0))      ;; 128 pairs: 2^(i/128), and the relative rest of it
  (global $w (mut i32) (i32.const 0))          ;; d numbers
  (global $blocks (mut i32) (i32.const 0))     ;; x in blocks of eight samples, coordinate by coordinate
  (global $rows (mut i32) (i32.const 0))       ;; x row by row
  (global $negated (mut i32) (i32.const 0))    ;; -y_i
  (global $preactivation (mut i32) (i32.const 0))
  (global $weight (mut i32) (i32.const 0))
  (global $gradient (mut i32) (i32.const 0))
  (global $exponent (mut i32) (i32.const 0))   ;; -y_i s(v_i)
  (global $share (mut i32) (i32.const 0))      ;; share in the gradient before its weight, -y_i s'(v_i) / n
  (global $idle (mut i32) (i32.const 0))       ;; 8 i of a further sample with x = 0, exponent 0 and share 0
  (global $queue (mut i32) (i32.const 0))      ;; 8 i for each sample i that acts
  (global $few (mut i32) (i32.const 0))        ;; of up to 8 samples in up to 4 dimensions: x coordinate by coordinate, then row by row, in 8 by 4 places

  (func (export "bind")
    (param $n i32) (param $d i32) (param $rowBytes i32) (param $table i32) (param $w i32) (param $blocks i32) (param $rows i32)
    (param $negated i32) (param $preactivation i32) (param $weight i32) (param $gradient i32)
    (param $exponent i32) (param $share i32) (param $idle i32) (param $queue i32) (param $few i32)
    (global.set $n (local.get $n))
    (global.set $rowBytes (local.get $rowBytes))
    (global.set $table (local.get $table))
    (global.set $w (local.get $w))
    (global.set $wEnd (i32.add (local.get $w) (i32.shl (local.get $d) (i32.const 3))))
    (global.set $blocks (local.get $blocks))
    (global.set $rows (local.get $rows))
    (global.set $negated (local.get $negated))
    (global.set $preactivation (local.get $preactivation))
    (global.set $weight (local.get $weight))
    (global.set $gradient (local.get $gradient))
    (global.set $exponent (local.get $exponent))
    (global.set $share (local.get $share))
    (global.set $idle (local.get $idle))
    (global.set $queue (local.get $queue))
    (global.set $few (local.get $few)))

  ;; include ../numerics/exp-pair.wat

  ;; Fills preactivation, weight and gradient at w. Returns n times the loss, or -1 when some |v| exceeds 700 or is NaN.
  (func $evaluate (export "evaluate") (param $slope f64) (param $perSample f64) (result f64)
    (local $n i32) (local $table i32) (local $rowBytes i32) (local $rows i32)
    (local $negated i32) (local $preactivation i32) (local $weight i32) (local $exponent i32) (local $share i32) (local $queue i32)
    (local $slopes v128) (local $perSamples v128) (local $allAct i32)
    (local $inside v128) (local $wj v128) (local $minus v128)
    (local $v0 v128) (local $v1 v128) (local $v2 v128) (local $v3 v128)
    (local $at i32) (local $end i32) (local $p i32) (local $q i32) (local $tail i32)
    (local $i0 i32) (local $i1 i32) (local $i2 i32) (local $i3 i32)
    (local $p0 i32) (local $p1 i32) (local $p2 i32) (local $p3 i32)
    (local $f0 v128) (local $f1 v128) (local $f2 v128) (local $f3 v128)
    (local $loss f64)
    (local.set $n (global.get $n))
    (local.set $table (global.get $table))
    (local.set $rowBytes (global.get $rowBytes))
    (local.set $rows (global.get $rows))
    (local.set $negated (global.get $negated))
    (local.set $preactivation (global.get $preactivation))
    (local.set $weight (global.get $weight))
    (local.set $exponent (global.get $exponent))
    (local.set $share (global.get $share))
    (local.set $queue (global.get $queue))
    (local.set $slopes (f64x2.splat (local.get $slope)))
    (local.set $perSamples (f64x2.splat (local.get $perSample)))
    (local.set $allAct (f64.ne (local.get $slope) (f64.const 0)))

    ;; Inner products, exponents and shares, eight samples a turn.
    (local.set $inside (v128.const i64x2 -1 -1))
    (local.set $p (global.get $blocks))
    (local.set $end (i32.shl (local.get $n) (i32.const 3)))
    (loop $block
      (local.set $v0 (v128.const f64x2 0 0))
      (local.set $v1 (v128.const f64x2 0 0))
      (local.set $v2 (v128.const f64x2 0 0))
      (local.set $v3 (v128.const f64x2 0 0))
      (local.set $q (global.get $w))
      (loop $coordinate
        (local.set $wj (v128.load64_splat (local.get $q)))
        (local.set $v0 (f64x2.add (local.get $v0) (f64x2.mul (local.get $wj) (v128.load (local.get $p)))))
        (local.set $v1 (f64x2.add (local.get $v1) (f64x2.mul (local.get $wj) (v128.load offset=16 (local.get $p)))))
        (local.set $v2 (f64x2.add (local.get $v2) (f64x2.mul (local.get $wj) (v128.load offset=32 (local.get $p)))))
        (local.set $v3 (f64x2.add (local.get $v3) (f64x2.mul (local.get $wj) (v128.load offset=48 (local.get $p)))))
        (local.set $p (i32.add (local.get $p) (i32.const 64)))
        (local.set $q (i32.add (local.get $q) (i32.const 8)))
        (br_if $coordinate (i32.lt_u (local.get $q) (global.get $wEnd))))
      (v128.store (i32.add (local.get $preactivation) (local.get $at)) (local.get $v0))
      (local.set $minus (v128.load (i32.add (local.get $negated) (local.get $at))))
      (v128.store (i32.add (local.get $exponent) (local.get $at))
        (f64x2.mul (local.get $minus) (f64x2.pmax (local.get $v0) (f64x2.mul (local.get $slopes) (local.get $v0)))))
      (v128.store (i32.add (local.get $share) (local.get $at)) (f64x2.mul (local.get $perSamples) (v128.bitselect
        (local.get $minus) (f64x2.mul (local.get $minus) (local.get $slopes)) (f64x2.gt (local.get $v0) (v128.const f64x2 0 0)))))
      (v128.store (i32.add (local.get $weight) (local.get $at)) (v128.const f64x2 1 1))
      (v128.store offset=16 (i32.add (local.get $preactivation) (local.get $at)) (local.get $v1))
      (local.set $minus (v128.load offset=16 (i32.add (local.get $negated) (local.get $at))))
      (v128.store offset=16 (i32.add (local.get $exponent) (local.get $at))
        (f64x2.mul (local.get $minus) (f64x2.pmax (local.get $v1) (f64x2.mul (local.get $slopes) (local.get $v1)))))
      (v128.store offset=16 (i32.add (local.get $share) (local.get $at)) (f64x2.mul (local.get $perSamples) (v128.bitselect
        (local.get $minus) (f64x2.mul (local.get $minus) (local.get $slopes)) (f64x2.gt (local.get $v1) (v128.const f64x2 0 0)))))
      (v128.store offset=16 (i32.add (local.get $weight) (local.get $at)) (v128.const f64x2 1 1))
      (v128.store offset=32 (i32.add (local.get $preactivation) (local.get $at)) (local.get $v2))
      (local.set $minus (v128.load offset=32 (i32.add (local.get $negated) (local.get $at))))
      (v128.store offset=32 (i32.add (local.get $exponent) (local.get $at))
        (f64x2.mul (local.get $minus) (f64x2.pmax (local.get $v2) (f64x2.mul (local.get $slopes) (local.get $v2)))))
      (v128.store offset=32 (i32.add (local.get $share) (local.get $at)) (f64x2.mul (local.get $perSamples) (v128.bitselect
        (local.get $minus) (f64x2.mul (local.get $minus) (local.get $slopes)) (f64x2.gt (local.get $v2) (v128.const f64x2 0 0)))))
      (v128.store offset=32 (i32.add (local.get $weight) (local.get $at)) (v128.const f64x2 1 1))
      (v128.store offset=48 (i32.add (local.get $preactivation) (local.get $at)) (local.get $v3))
      (local.set $minus (v128.load offset=48 (i32.add (local.get $negated) (local.get $at))))
      (v128.store offset=48 (i32.add (local.get $exponent) (local.get $at))
        (f64x2.mul (local.get $minus) (f64x2.pmax (local.get $v3) (f64x2.mul (local.get $slopes) (local.get $v3)))))
      (v128.store offset=48 (i32.add (local.get $share) (local.get $at)) (f64x2.mul (local.get $perSamples) (v128.bitselect
        (local.get $minus) (f64x2.mul (local.get $minus) (local.get $slopes)) (f64x2.gt (local.get $v3) (v128.const f64x2 0 0)))))
      (v128.store offset=48 (i32.add (local.get $weight) (local.get $at)) (v128.const f64x2 1 1))
      (local.set $inside (v128.and (local.get $inside) (v128.and
        (v128.and
          (f64x2.le (f64x2.abs (local.get $v0)) (v128.const f64x2 700 700))
          (f64x2.le (f64x2.abs (local.get $v1)) (v128.const f64x2 700 700)))
        (v128.and
          (f64x2.le (f64x2.abs (local.get $v2)) (v128.const f64x2 700 700))
          (f64x2.le (f64x2.abs (local.get $v3)) (v128.const f64x2 700 700))))))
      (local.set $at (i32.add (local.get $at) (i32.const 64)))
      (br_if $block (i32.lt_u (local.get $at) (local.get $end))))
    (if (i32.eqz (i64x2.all_true (local.get $inside))) (then (return (f64.const -1))))

    ;; Queue of the samples that act.
    (local.set $q (local.get $queue))
    (local.set $at (i32.const 0))
    (loop $sample
      (i32.store (local.get $q) (local.get $at))
      (local.set $q (i32.add (local.get $q) (i32.shl
        (i32.or (local.get $allAct)
          (f64.gt (f64.load (i32.add (local.get $preactivation) (local.get $at))) (f64.const 0)))
        (i32.const 2))))
      (local.set $at (i32.add (local.get $at) (i32.const 8)))
      (br_if $sample (i32.lt_u (local.get $at) (local.get $end))))
    ;; Up to three idle places, so that four always share a pass: the sample after the last has share 0 and adds 0.
    (local.set $tail (local.get $q))
    (v128.store (local.get $q) (i32x4.splat (global.get $idle)))

    (local.set $p (global.get $gradient))
    (local.set $end (i32.add (local.get $p) (local.get $rowBytes)))
    (loop $clear
      (v128.store (local.get $p) (v128.const f64x2 0 0))
      (local.set $p (i32.add (local.get $p) (i32.const 16)))
      (br_if $clear (i32.lt_u (local.get $p) (local.get $end))))
    (if (i32.eq (local.get $tail) (local.get $queue)) (then (return (f64.convert_i32_s (local.get $n)))))

    ;; Weights and gradient, four queued samples a pass.
    (local.set $q (local.get $queue))
    (loop $four
      (local.set $i0 (i32.load (local.get $q)))
      (local.set $i1 (i32.load offset=4 (local.get $q)))
      (local.set $i2 (i32.load offset=8 (local.get $q)))
      (local.set $i3 (i32.load offset=12 (local.get $q)))
      (local.set $v0 (call $exp
        (v128.load64_lane 1 (i32.add (local.get $exponent) (local.get $i1))
          (v128.load64_zero (i32.add (local.get $exponent) (local.get $i0))))
        (local.get $table)))
      (local.set $v1 (call $exp
        (v128.load64_lane 1 (i32.add (local.get $exponent) (local.get $i3))
          (v128.load64_zero (i32.add (local.get $exponent) (local.get $i2))))
        (local.get $table)))
      (v128.store64_lane 0 (i32.add (local.get $weight) (local.get $i0)) (local.get $v0))
      (v128.store64_lane 1 (i32.add (local.get $weight) (local.get $i1)) (local.get $v0))
      (v128.store64_lane 0 (i32.add (local.get $weight) (local.get $i2)) (local.get $v1))
      (v128.store64_lane 1 (i32.add (local.get $weight) (local.get $i3)) (local.get $v1))
      (local.set $f0 (f64x2.mul (v128.load64_splat (i32.add (local.get $share) (local.get $i0)))
        (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $v0) (local.get $v0))))
      (local.set $f1 (f64x2.mul (v128.load64_splat (i32.add (local.get $share) (local.get $i1)))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $v0) (local.get $v0))))
      (local.set $f2 (f64x2.mul (v128.load64_splat (i32.add (local.get $share) (local.get $i2)))
        (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $v1) (local.get $v1))))
      (local.set $f3 (f64x2.mul (v128.load64_splat (i32.add (local.get $share) (local.get $i3)))
        (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $v1) (local.get $v1))))
      (local.set $p0 (i32.add (local.get $rows) (i32.mul (local.get $rowBytes) (i32.shr_u (local.get $i0) (i32.const 3)))))
      (local.set $p1 (i32.add (local.get $rows) (i32.mul (local.get $rowBytes) (i32.shr_u (local.get $i1) (i32.const 3)))))
      (local.set $p2 (i32.add (local.get $rows) (i32.mul (local.get $rowBytes) (i32.shr_u (local.get $i2) (i32.const 3)))))
      (local.set $p3 (i32.add (local.get $rows) (i32.mul (local.get $rowBytes) (i32.shr_u (local.get $i3) (i32.const 3)))))
      (local.set $p (global.get $gradient))
      (loop $pair
        (v128.store (local.get $p) (f64x2.add (f64x2.add (f64x2.add (f64x2.add
          (v128.load (local.get $p))
          (f64x2.mul (local.get $f0) (v128.load (local.get $p0))))
          (f64x2.mul (local.get $f1) (v128.load (local.get $p1))))
          (f64x2.mul (local.get $f2) (v128.load (local.get $p2))))
          (f64x2.mul (local.get $f3) (v128.load (local.get $p3)))))
        (local.set $p0 (i32.add (local.get $p0) (i32.const 16)))
        (local.set $p1 (i32.add (local.get $p1) (i32.const 16)))
        (local.set $p2 (i32.add (local.get $p2) (i32.const 16)))
        (local.set $p3 (i32.add (local.get $p3) (i32.const 16)))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (br_if $pair (i32.lt_u (local.get $p) (local.get $end))))
      (local.set $q (i32.add (local.get $q) (i32.const 16)))
      (br_if $four (i32.lt_u (local.get $q) (local.get $tail))))

    (local.set $q (local.get $queue))
    (loop $one
      (local.set $loss (f64.add (local.get $loss) (f64.load (i32.add (local.get $weight) (i32.load (local.get $q))))))
      (local.set $q (i32.add (local.get $q) (i32.const 4)))
      (br_if $one (i32.lt_u (local.get $q) (local.get $tail))))

    ;; The others have weight 1.
    (f64.add (local.get $loss)
      (f64.convert_i32_s (i32.sub (local.get $n) (i32.shr_u (i32.sub (local.get $tail) (local.get $queue)) (i32.const 2))))))

  ;; Takes up to $steps steps w - eta * gradient in place; returns how many. It stops early where $evaluate gives -1 and
  ;; where the gradient is 0.
  (func (export "descend") (param $slope f64) (param $perSample f64) (param $eta f64) (param $steps i32) (result i32)
    (local $taken i32) (local $p i32) (local $q i32) (local $end i32) (local $etas v128) (local $g v128) (local $any v128)
    (local.set $etas (f64x2.splat (local.get $eta)))
    (block $stop
      (loop $step
        (br_if $stop (i32.ge_u (local.get $taken) (local.get $steps)))
        (br_if $stop (f64.lt (call $evaluate (local.get $slope) (local.get $perSample)) (f64.const 0)))
        ;; An even number of coordinates: beyond an odd last one the gradient is 0.
        (local.set $any (v128.const i64x2 0 0))
        (local.set $p (global.get $gradient))
        (local.set $q (global.get $w))
        (local.set $end (i32.add (local.get $p) (global.get $rowBytes)))
        (loop $pair
          (local.set $g (v128.load (local.get $p)))
          (local.set $any (v128.or (local.get $any) (f64x2.ne (local.get $g) (v128.const f64x2 0 0))))
          (v128.store (local.get $q) (f64x2.sub (v128.load (local.get $q)) (f64x2.mul (local.get $etas) (local.get $g))))
          (local.set $p (i32.add (local.get $p) (i32.const 16)))
          (local.set $q (i32.add (local.get $q) (i32.const 16)))
          (br_if $pair (i32.lt_u (local.get $p) (local.get $end))))
        ;; A gradient of 0 has left w as it was.
        (br_if $stop (i32.eqz (v128.any_true (local.get $any))))
        (local.set $taken (i32.add (local.get $taken) (i32.const 1)))
        (br $step)))
    (local.get $taken))
  ;; The same for up to 8 samples in up to 4 dimensions, without memory between the steps: what each coordinate of w and of the gradient is
  ;; stands in both lanes of a local. A sample that does not act beside one that does has share 0 and adds 0.
  (func (export "descendFew") (param $slope f64) (param $perSample f64) (param $eta f64) (param $steps i32) (result i32)
    (local $taken i32) (local $etas v128) (local $slopes v128) (local $perSamples v128) (local $allAct i32) (local $table i32)
    (local $x i32) (local $row i32) (local $minus i32) (local $end i32)
    (local $w0 v128) (local $w1 v128) (local $w2 v128) (local $w3 v128)
    (local $g0 v128) (local $g1 v128) (local $g2 v128) (local $g3 v128)
    (local $v v128) (local $acts v128) (local $y v128) (local $f0 v128) (local $f1 v128) (local $inside v128)
    (local.set $etas (f64x2.splat (local.get $eta)))
    (local.set $slopes (f64x2.splat (local.get $slope)))
    (local.set $perSamples (f64x2.splat (local.get $perSample)))
    (local.set $allAct (f64.ne (local.get $slope) (f64.const 0)))
    (local.set $table (global.get $table))
    (local.set $end (i32.add (global.get $few) (i32.shl (global.get $n) (i32.const 3))))
    (local.set $w0 (v128.load64_splat (global.get $w)))
    (local.set $w1 (v128.load64_splat offset=8 (global.get $w)))
    (local.set $w2 (v128.load64_splat offset=16 (global.get $w)))
    (local.set $w3 (v128.load64_splat offset=24 (global.get $w)))
    (block $stop
      (loop $step
        (br_if $stop (i32.ge_u (local.get $taken) (local.get $steps)))
        (local.set $inside (v128.const i64x2 -1 -1))
        (local.set $g0 (v128.const f64x2 0 0))
        (local.set $g1 (v128.const f64x2 0 0))
        (local.set $g2 (v128.const f64x2 0 0))
        (local.set $g3 (v128.const f64x2 0 0))
        (local.set $x (global.get $few))
        (local.set $row (i32.add (global.get $few) (i32.const 256)))
        (local.set $minus (global.get $negated))
        (loop $pair
          (local.set $v (f64x2.add (f64x2.add (f64x2.add (f64x2.add (v128.const f64x2 0 0)
            (f64x2.mul (local.get $w0) (v128.load (local.get $x))))
            (f64x2.mul (local.get $w1) (v128.load offset=64 (local.get $x))))
            (f64x2.mul (local.get $w2) (v128.load offset=128 (local.get $x))))
            (f64x2.mul (local.get $w3) (v128.load offset=192 (local.get $x)))))
          (local.set $inside (v128.and (local.get $inside) (f64x2.le (f64x2.abs (local.get $v)) (v128.const f64x2 700 700))))
          (local.set $acts (f64x2.gt (local.get $v) (v128.const f64x2 0 0)))
          (if (i32.or (local.get $allAct) (v128.any_true (local.get $acts))) (then
            (local.set $y (v128.load (local.get $minus)))
            (local.set $v (f64x2.mul
              (f64x2.mul (local.get $perSamples)
                (v128.bitselect (local.get $y) (f64x2.mul (local.get $y) (local.get $slopes)) (local.get $acts)))
              (call $exp
                (f64x2.mul (local.get $y) (f64x2.pmax (local.get $v) (f64x2.mul (local.get $slopes) (local.get $v))))
                (local.get $table))))
            (local.set $f0 (i8x16.shuffle 0 1 2 3 4 5 6 7 0 1 2 3 4 5 6 7 (local.get $v) (local.get $v)))
            (local.set $f1 (i8x16.shuffle 8 9 10 11 12 13 14 15 8 9 10 11 12 13 14 15 (local.get $v) (local.get $v)))
            (local.set $g0 (f64x2.add
              (f64x2.add (local.get $g0) (f64x2.mul (local.get $f0) (v128.load64_splat (local.get $row))))
              (f64x2.mul (local.get $f1) (v128.load64_splat offset=32 (local.get $row)))))
            (local.set $g1 (f64x2.add
              (f64x2.add (local.get $g1) (f64x2.mul (local.get $f0) (v128.load64_splat offset=8 (local.get $row))))
              (f64x2.mul (local.get $f1) (v128.load64_splat offset=40 (local.get $row)))))
            (local.set $g2 (f64x2.add
              (f64x2.add (local.get $g2) (f64x2.mul (local.get $f0) (v128.load64_splat offset=16 (local.get $row))))
              (f64x2.mul (local.get $f1) (v128.load64_splat offset=48 (local.get $row)))))
            (local.set $g3 (f64x2.add
              (f64x2.add (local.get $g3) (f64x2.mul (local.get $f0) (v128.load64_splat offset=24 (local.get $row))))
              (f64x2.mul (local.get $f1) (v128.load64_splat offset=56 (local.get $row)))))))
          (local.set $x (i32.add (local.get $x) (i32.const 16)))
          (local.set $row (i32.add (local.get $row) (i32.const 64)))
          (local.set $minus (i32.add (local.get $minus) (i32.const 16)))
          (br_if $pair (i32.lt_u (local.get $x) (local.get $end))))
        (br_if $stop (i32.eqz (i64x2.all_true (local.get $inside))))
        (br_if $stop (i32.eqz (v128.any_true (v128.or
          (v128.or (f64x2.ne (local.get $g0) (v128.const f64x2 0 0)) (f64x2.ne (local.get $g1) (v128.const f64x2 0 0)))
          (v128.or (f64x2.ne (local.get $g2) (v128.const f64x2 0 0)) (f64x2.ne (local.get $g3) (v128.const f64x2 0 0)))))))
        (local.set $w0 (f64x2.sub (local.get $w0) (f64x2.mul (local.get $etas) (local.get $g0))))
        (local.set $w1 (f64x2.sub (local.get $w1) (f64x2.mul (local.get $etas) (local.get $g1))))
        (local.set $w2 (f64x2.sub (local.get $w2) (f64x2.mul (local.get $etas) (local.get $g2))))
        (local.set $w3 (f64x2.sub (local.get $w3) (f64x2.mul (local.get $etas) (local.get $g3))))
        (local.set $taken (i32.add (local.get $taken) (i32.const 1)))
        (br $step)))
    (v128.store64_lane 0 (global.get $w) (local.get $w0))
    (v128.store64_lane offset=8 0 (global.get $w) (local.get $w1))
    (v128.store64_lane offset=16 0 (global.get $w) (local.get $w2))
    (v128.store64_lane offset=24 0 (global.get $w) (local.get $w3))
    (local.get $taken)))
